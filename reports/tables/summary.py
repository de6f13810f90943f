"""What a report says of all its figures at once: averages, the highest and the lowest."""

from decimal import Decimal

from indicators.capaian import HUNDRED, Average, Capaian, average_capaian, category_of
from indicators.notation import format_number, round_half_up
from reports.tables.annual import JUDGED, judged_row
from reports.tables.averaging import cap_words, frozen_scale
from reports.tables.quarterly import all_figures, present
from reports.tables.shape import PERCENT_DECIMALS, Cell, Data, Table, decimal

#: The kind of report (reports.states) that tells of a year.
ANNUAL = "lkjip"
#: So many of either end are named.
EXTREMES = 5
ALL_REACHED = "Semua indikator yang mempunyai capaian mencapai 100 % atau lebih."


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
    """The figures of highest capaian, and of lowest those that print below 100 %; none twice."""
    known = [each for each in all_figures(data) if judged_of(each, data)["capaian"] is not None]
    ranked = sorted(known, key=lambda each: -Decimal(judged_of(each, data)["capaian"]))
    few = min(EXTREMES, len(ranked) // 2)
    low = [each for each in ranked[: -few - 1 : -1] if _is_short(judged_of(each, data))]
    rows: list[tuple[Cell, ...]] = []
    for heading, some in (("Capaian tertinggi", ranked[:few]), ("Capaian terendah", low)):
        if some:
            rows.append(("", heading, "", "", ""))
            rows += [judged_row(each, judged_of(each, data)) for each in some]
    title = "Indikator dengan capaian tertinggi"
    return Table(
        title=f"{title} dan terendah" if low else title,
        columns=JUDGED,
        rows=tuple(rows),
        notes=(ALL_REACHED,) if few and not low else (),
    )


def _is_short(judged: Data) -> bool:
    return round_half_up(Decimal(judged["capaian"]), PERCENT_DECIMALS) < HUNDRED
