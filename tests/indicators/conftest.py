import pytest

from tests.indicators.offices import open_office


@pytest.fixture
def office(db):
    return open_office()
