"""What is typed on this floor: signing in, fillers, configuration, terms of office and leave."""

from organization.forms.account import (
    AccountForm,
    CategoryFormSet,
    FillerForm,
    LoginForm,
    TermEndForm,
    TermForm,
)
from organization.forms.signs import FORBIDDEN_SIGNS
from organization.forms.staffing import (
    BackForm,
    CancelForm,
    LastDayForm,
    LeaveForm,
    OfficeTermForm,
)

__all__ = [
    "FORBIDDEN_SIGNS",
    "AccountForm",
    "BackForm",
    "CancelForm",
    "CategoryFormSet",
    "FillerForm",
    "LastDayForm",
    "LeaveForm",
    "LoginForm",
    "OfficeTermForm",
    "TermEndForm",
    "TermForm",
]
