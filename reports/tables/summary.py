"""What a report says of all its figures at once: averages, the highest and the lowest."""

from decimal import Decimal

from indicators.capaian import Average, Capaian, average_capaian, category_of
from indicators.notation import format_number
from reports.tables.annual import JUDGED, judged_row
from reports.tables.averaging import cap_words, frozen_scale
from reports.tables.quarterly import all_figures, present
from reports.tables.shape import Cell, Data, Table, decimal

#: The kind of report (reports.states) that tells of a year.
ANNUAL = "lkjip"
#: So many of either end are named.
EXTREMES = 5


def judged_of(figure: Data, data: Data) -> Data:
    """The year's figure in an LKjIP, else that of the triwulan that the snapshot is about."""
    judged: Data = figure["annual"] if data["kind"] == ANNUAL else present(figure)
    return judged


def average_of_figures(data: Data, figures: list[Data]) -> Average:
    """The average capaian of some figures of a snapshot, weighted and cut as it says."""
    judged = [judged_of(figure, data) for figure in figures]
    cap = data.get("average_cap")
    return average_capaian(
        [Capaian(decimal(each["capaian"]), each["capaian_reason"]) for each in judged],
        Decimal(cap) if cap else None,
        [decimal(figure.get("weight")) for figure in figures],
    )


def average_line(data: Data) -> str:
    """The average capaian in a sentence, with what was left out and its class."""
    average = average_of_figures(data, all_figures(data))
    if average.value is None:
        period = "tahun" if data["kind"] == ANNUAL else "triwulan"
        return f"Belum ada capaian yang dapat dirata-ratakan pada {period} ini."
    text = format_number(average.value, 2)
    category = category_of(average.value, frozen_scale(data))
    kind = "Rata-rata tertimbang" if average.is_weighted else "Rata-rata"
    return (
        f"{kind} capaian {text} % ({category}), dari {average.counted} indikator; "
        f"{average.left_out} indikator tidak dihitung karena belum jatuh tempo, belum diisi, "
        f"atau tidak dapat dihitung. Capaian dirata-ratakan {cap_words(data.get('average_cap'))}."
    )


def extremes_table(data: Data) -> Table:
    """The figures of highest and of lowest capaian, none of them twice."""
    known = [each for each in all_figures(data) if judged_of(each, data)["capaian"] is not None]
    ranked = sorted(known, key=lambda each: -Decimal(judged_of(each, data)["capaian"]))
    few = min(EXTREMES, len(ranked) // 2)
    rows: list[tuple[Cell, ...]] = []
    for heading, some in (
        ("Capaian tertinggi", ranked[:few]),
        ("Capaian terendah", ranked[: -few - 1 : -1]),
    ):
        rows.append(("", heading, "", "", ""))
        rows += [judged_row(each, judged_of(each, data)) for each in some]
    return Table(
        title="Indikator dengan capaian tertinggi dan terendah",
        columns=JUDGED,
        rows=tuple(rows) if few else (),
    )
