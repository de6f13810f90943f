"""What every test starts from; its environment is set by `tests/environment.py`."""

import pytest
from hypothesis import HealthCheck, settings

from kinerja.catalogue import compile_catalogues
from tests.cast import cast

__all__ = ["cast"]

compile_catalogues()

# how fast a busy machine draws its examples says nothing about the rules
settings.register_profile("kinerja", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kinerja")


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    """Uploads and reports of one test never meet those of another."""
    settings.MEDIA_ROOT = tmp_path / "media"
