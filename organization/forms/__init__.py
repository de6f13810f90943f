"""What is typed on this floor: signing in, fillers, configuration, terms of office and leave."""

from organization.forms.account import (
    AccountForm,
    CategoryFormSet,
    FillerForm,
    LoginForm,
    TermEndForm,
    TermForm,
)
from organization.forms.everywhere import FAR_DAY, FORBIDDEN_SIGNS, is_near
from organization.forms.staffing import (
    BackForm,
    CancelForm,
    LastDayForm,
    LeaveForm,
    OfficeTermForm,
)

__all__ = [
    "FAR_DAY",
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
    "is_near",
]
