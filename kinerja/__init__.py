"""The project: the roof above all subjects."""

from kinerja.celery import app as celery_app

__all__ = ["celery_app"]
