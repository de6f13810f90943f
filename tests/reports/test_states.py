"""The way of a report: which stations are whose, and where DRAF falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.states import ReportKind, ReportState, next_station, route, watermark


@pytest.mark.parametrize(
    ("kind", "is_reviewed", "is_assisted", "stations"),
    [
        ("laporan_lane", True, True, "disusun disetujui ditandatangani"),
        (
            "laporan_triwulan",
            True,
            True,
            "disusun disetujui ditandatangani disampaikan dipublikasikan",
        ),
        ("lkjip", False, False, "disusun disetujui ditandatangani disampaikan dipublikasikan"),
        (
            "lkjip",
            True,
            True,
            "disusun diasistensi direviu disetujui ditandatangani disampaikan dipublikasikan",
        ),
    ],
)
def test_a_report_passes_the_stations_of_its_kind(kind, is_reviewed, is_assisted, stations):
    found = route(kind, is_reviewed=is_reviewed, is_assisted=is_assisted)
    assert " ".join(found) == stations


@given(st.sampled_from(list(ReportKind)), st.booleans(), st.booleans())
def test_every_way_is_walked_station_by_station_to_its_end(kind, is_reviewed, is_assisted):
    stations = route(kind, is_reviewed=is_reviewed, is_assisted=is_assisted)
    walked = [ReportState.DRAFT]
    while (following := next_station(stations, walked[-1])) is not None:
        walked.append(following)
    assert tuple(walked) == stations


def test_a_state_that_the_rule_no_longer_knows_goes_on_from_there():
    stations = route("lkjip", is_reviewed=False, is_assisted=False)
    assert next_station(stations, "direviu") == ReportState.APPROVED
    assert next_station(stations, "digantikan") is None


def test_draf_falls_with_the_approval():
    assert {str(state): watermark(state) for state in ReportState} == {
        "disusun": "DRAF",
        "diasistensi": "DRAF",
        "direviu": "DRAF",
        "disetujui": "",
        "ditandatangani": "",
        "disampaikan": "",
        "dipublikasikan": "",
        "digantikan": "DIGANTIKAN",
    }
