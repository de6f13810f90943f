"""Wiring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "organization"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        """Teaches every text and date field of every form, the administration's too, its bounds."""
        from django.forms import CharField, DateField  # noqa: PLC0415 - after the settings

        from organization.forms.everywhere import (  # noqa: PLC0415 - see above
            expect_near,
            expect_storable,
        )

        CharField.default_validators = [expect_storable]
        DateField.default_validators = [expect_near]
