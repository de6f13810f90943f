"""Wiring: what this floor offers on the pages of the floor below."""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from indicators.models import Indicator
    from organization.models import User


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = _("Alur kerja")

    def ready(self) -> None:
        """Fill the table of the floor below."""
        offers = import_module("indicators.offers")
        act = _("Tetapkan penanggung jawab")
        offers.register(offers.Offer(act, "workflow:indicator-assign", _assigning))


def _assigning(user: "User", indicator: "Indicator", on: date) -> None:
    import_module("workflow.access").assigning_as(user, indicator.agency, on)
