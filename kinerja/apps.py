"""Wiring of the project itself."""

from importlib import import_module

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    """The roof: management commands that drive all subjects, and the heartbeat of its processes."""

    name = "kinerja"

    def ready(self) -> None:
        """Let the worker and beat be heard of."""
        import_module("kinerja.heartbeat")
