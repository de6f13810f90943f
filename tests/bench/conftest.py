from tests.indicators.conftest import office

__all__ = ["office"]
