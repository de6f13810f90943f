"""Wiring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "organization"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        """Teaches every text and date field of every form, the administration's too, its bounds.

        Lends the pure rules their translator.
        """
        from django.forms import CharField, DateField  # noqa: PLC0415 - after the settings
        from django.utils.translation import gettext  # noqa: PLC0415 - its lazy kin stands above

        from organization.forms.everywhere import (  # noqa: PLC0415 - see above
            expect_near,
            expect_printable,
            expect_storable,
        )
        from organization.wording import speak_with  # noqa: PLC0415 - see above

        speak_with(gettext)
        CharField.default_validators = [expect_storable, expect_printable]
        DateField.default_validators = [expect_near]
