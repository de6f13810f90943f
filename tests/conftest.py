"""What every test starts from; its environment is set by `tests/environment.py`."""

import pytest

from tests.cast import cast

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    """Uploads and reports of one test never meet those of another."""
    settings.MEDIA_ROOT = tmp_path / "media"
