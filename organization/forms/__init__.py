"""What is typed on this floor: signing in, fillers, configuration, terms of office and leave."""

from organization.forms.account import (
    AccountForm,
    CategoryFormSet,
    FillerForm,
    LoginForm,
    TermEndForm,
    TermForm,
)
from organization.forms.agency import AddressForm, GovernmentForm, IdentityForm, StaffFileForm
from organization.forms.everywhere import (
    FAR_DAY,
    FIRST_YEAR,
    LAST_YEAR,
    accept_any_sign,
    is_near,
    sign_refusal,
)
from organization.forms.staffing import (
    BackForm,
    CancelForm,
    LastDayForm,
    LeaveForm,
    OfficeTermForm,
)

__all__ = [
    "FAR_DAY",
    "FIRST_YEAR",
    "LAST_YEAR",
    "AccountForm",
    "AddressForm",
    "BackForm",
    "CancelForm",
    "CategoryFormSet",
    "FillerForm",
    "GovernmentForm",
    "IdentityForm",
    "LastDayForm",
    "LeaveForm",
    "LoginForm",
    "OfficeTermForm",
    "StaffFileForm",
    "TermEndForm",
    "TermForm",
    "accept_any_sign",
    "is_near",
    "sign_refusal",
]
