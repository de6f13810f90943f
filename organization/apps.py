"""Wiring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "organization"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        """Teaches every text field of every form, the administration's too, to refuse signs."""
        from django.forms import CharField  # noqa: PLC0415 - after the settings are read

        from organization.forms.signs import expect_storable  # noqa: PLC0415 - see above

        CharField.default_validators = [expect_storable]
