"""What people type about reports: the year's texts, acts on their way, new times, codes."""

from reports.forms.formal import (
    AssistForm,
    CorrectForm,
    GiveBackForm,
    PublishForm,
    ReviewForm,
    SubmitForm,
    state_of,
)
from reports.forms.narrative import NarrativeForm
from reports.forms.overview import OverviewForm
from reports.forms.proposal import ProposalForm
from reports.forms.signing import SCAN, KeyForm, SignedCopyForm
from reports.forms.verification import CheckForm, CodeForm

__all__ = [
    "SCAN",
    "AssistForm",
    "CheckForm",
    "CodeForm",
    "CorrectForm",
    "GiveBackForm",
    "KeyForm",
    "NarrativeForm",
    "OverviewForm",
    "ProposalForm",
    "PublishForm",
    "ReviewForm",
    "SignedCopyForm",
    "SubmitForm",
    "state_of",
]
