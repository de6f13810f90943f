"""What people type about reports: the year's texts, codes and files to verify."""

from reports.forms.narrative import NarrativeForm
from reports.forms.verification import CheckForm, CodeForm

__all__ = ["CheckForm", "CodeForm", "NarrativeForm"]
