"""What people type about reports: the year's texts, acts on their way, codes to verify."""

from reports.forms.formal import AssistForm, GiveBackForm, PublishForm, ReviewForm, SubmitForm
from reports.forms.narrative import NarrativeForm
from reports.forms.signing import SCAN, KeyForm, SignedCopyForm
from reports.forms.verification import CheckForm, CodeForm

__all__ = [
    "SCAN",
    "AssistForm",
    "CheckForm",
    "CodeForm",
    "GiveBackForm",
    "KeyForm",
    "NarrativeForm",
    "PublishForm",
    "ReviewForm",
    "SignedCopyForm",
    "SubmitForm",
]
