"""A government's file: text in, checked dataclasses out, or every problem with its line."""

from organization.definition.parsing import parse
from organization.definition.shape import (
    AgencyRow,
    Definition,
    GovernmentRow,
    OrganizationErrors,
    OversightRow,
    PersonRow,
    PositionRow,
    Problem,
    TermRow,
    UnitRow,
    Words,
)

__all__ = [
    "AgencyRow",
    "Definition",
    "GovernmentRow",
    "OrganizationErrors",
    "OversightRow",
    "PersonRow",
    "PositionRow",
    "Problem",
    "TermRow",
    "UnitRow",
    "Words",
    "parse",
]
