import gc

import pytest

from tests.indicators.conftest import office
from tests.workflow.conftest import sent_tasks

__all__ = ["office", "sent_tasks"]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is measured is collected as often as where it runs: Python's own numbers."""
    gc.set_threshold(700, 10, 10)
