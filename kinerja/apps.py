"""Wiring of the project itself."""

from importlib import import_module

from axes.apps import AppConfig as AxesBase
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KinerjaConfig(AppConfig):
    """The roof: management commands that drive all subjects, and the heartbeat of its processes."""

    name = "kinerja"
    default = True

    def ready(self) -> None:
        """Let the worker and beat be heard of."""
        import_module("kinerja.heartbeat")


class AxesConfig(AxesBase):  # type: ignore[misc]  # django-axes has no types
    """The lock of the sign-in page, under a name that an office reads."""

    verbose_name = _("Pengamanan masuk")
