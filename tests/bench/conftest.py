from tests.indicators.conftest import office
from tests.workflow.conftest import sent_tasks

__all__ = ["office", "sent_tasks"]
