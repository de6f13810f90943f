"""Tables of a kabupaten's reports; beside each sum stands from how many agencies it comes."""

from decimal import Decimal

from indicators.capaian import (
    Average,
    Capaian,
    average_capaian,
    category_of,
)
from indicators.notation import format_number
from reports.tables.averaging import cap_words, frozen_scale
from reports.tables.dates import indonesian_date
from reports.tables.money import counted, total
from reports.tables.shape import (
    Cell,
    Column,
    Data,
    Number,
    Table,
    capaian,
    decimal,
    edge_notes,
    formula_notes,
    measure_notes,
    realisasi,
    source_notes,
    target,
    words,
)

HUNDRED = Decimal(100)


def completeness(data: Data, of: str = "figures") -> str:
    """From how many agencies the sums come: “27 dari 31 OPD”; `of`: of figures, or of budget."""
    return f"{sum(bool(each[of]) for each in data['agencies'])} dari {_whole(data)} OPD"


def average_of(data: Data, agencies: list[Data]) -> Average:
    """The average capaian of these agencies' approved figures, each figure counting alike."""
    items = [
        Capaian(decimal(figure["judged"]["capaian"]), figure["judged"]["capaian_reason"])
        for agency in agencies
        for figure in agency["figures"]
    ]
    cap = data.get("average_cap")
    return average_capaian(items, Decimal(cap) if cap else None)


def government_average_line(data: Data) -> str:
    """The average of all approved figures in a sentence, with its class and its completeness."""
    average = average_of(data, data["agencies"])
    if average.value is None:
        return f"Belum ada capaian yang dapat dirata-ratakan ({completeness(data)})."
    cap = data.get("average_cap")
    category = category_of(average.value, frozen_scale(data))
    return (
        f"Rata-rata capaian {format_number(average.value, 2)} % ({category}), "
        f"dari {average.counted} indikator pada {completeness(data)}; "
        f"{average.left_out} indikator yang disetujui tidak dihitung karena "
        f"capaiannya belum jatuh tempo atau tidak dapat dihitung. Dirata-ratakan {cap_words(cap)}."
    )


def agencies_table(data: Data) -> Table:
    """No | Perangkat daerah | Keadaan | Disetujui | Indikator | Belum | Rata-rata | Predikat."""
    rows = [_agency_row(number, each, data) for number, each in enumerate(data["agencies"], 1)]
    average = average_of(data, data["agencies"])
    rows.append(
        (
            "–",
            f"Seluruhnya ({completeness(data)})",
            "–",
            Number(Decimal(sum(len(each["figures"]) for each in data["agencies"])), 0),
            Number(Decimal(sum(each["left_out"] for each in data["agencies"])), 0),
            *_average_cells(average, data),
        )
    )
    return Table(
        title="Kelengkapan dan capaian menurut perangkat daerah",
        columns=(
            Column("No", 5),
            Column("Perangkat daerah", 31),
            Column("Laporan disetujui", 16),
            Column("Indikator disetujui", 11, is_number=True),
            Column("Belum disetujui", 11, is_number=True),
            Column("Rata-rata capaian (%)", 12, is_number=True),
            Column("Predikat", 14),
        ),
        rows=tuple(rows),
        notes=(
            "Hanya laporan yang disetujui kepala perangkat daerah, dan di dalamnya hanya angka "
            "yang sudah disetujui, yang dihitung.",
        ),
    )


def _agency_row(number: int, agency: Data, data: Data) -> tuple[Cell, ...]:
    days = [each["approved_on"] for each in agency["reports"] if each["approved_on"]]
    return (
        str(number),
        agency["name"],
        indonesian_date(max(days)) if days else "belum ada",
        Number(Decimal(len(agency["figures"])), 0),
        Number(Decimal(agency["left_out"]), 0),
        *_average_cells(average_of(data, [agency]), data),
    )


def _average_cells(average: Average, data: Data) -> tuple[Cell, Cell]:
    if average.value is None:
        return "belum ada", "–"
    return Number(average.value, 2), category_of(average.value, frozen_scale(data))


def classes_table(data: Data) -> Table:
    """Predikat | Jumlah indikator, of the approved figures that have a capaian."""
    values = [
        value
        for agency in data["agencies"]
        for figure in agency["figures"]
        if (value := decimal(figure["judged"]["capaian"])) is not None
    ]
    labels = [category_of(value, frozen_scale(data)) for value in values]
    rows: list[tuple[Cell, ...]] = [
        (step.label, Number(Decimal(labels.count(step.label)), 0)) for step in frozen_scale(data)
    ]
    if values:
        rows.append((f"Jumlah ({completeness(data)})", Number(Decimal(len(values)), 0)))
    return Table(
        title="Jumlah indikator menurut predikat",
        columns=(Column("Predikat", 70), Column("Jumlah indikator", 30, is_number=True)),
        rows=tuple(rows) if values else (),
    )


def indicators_table(data: Data) -> Table:
    """Every approved figure with target, realisasi and capaian, agency by agency."""
    rows: list[tuple[Cell, ...]] = []
    figures, places = [], []
    for agency in data["agencies"]:
        if agency["figures"]:
            rows.append(("", agency["name"], "", "", "", ""))
        for number, figure in enumerate(agency["figures"], start=1):
            judged = figure["judged"] | {"is_sementara": figure["is_sementara"]}
            figures.append(figure)
            places.append(f"{agency['name']} No {number}")
            rows.append(
                (
                    str(number),
                    figure["name"],
                    figure["unit"],
                    target(judged, figure["decimals"]),
                    realisasi(judged, figure["decimals"]),
                    capaian(judged),
                )
            )
    judged_rows = [each["judged"] | {"is_sementara": each["is_sementara"]} for each in figures]
    return Table(
        title="Target, realisasi, dan capaian yang disetujui",
        columns=(
            Column("No", 6),
            Column("Perangkat daerah / Indikator", 40),
            Column("Satuan", 15),
            Column("Target", 13, is_number=True),
            Column("Realisasi", 13, is_number=True),
            Column("Capaian (%)", 13, is_number=True),
        ),
        rows=tuple(rows),
        notes=(
            *formula_notes(judged_rows, places),
            *edge_notes(judged_rows),
            *measure_notes(figures),
            *source_notes(figures),
        ),
    )


def obstacles_table(data: Data) -> Table:
    """Perangkat daerah | Indikator | Kendala | Solusi, of figures that tell any."""
    return Table(
        title="Kendala dan solusi menurut perangkat daerah",
        columns=(
            Column("Perangkat daerah", 18),
            Column("Indikator", 28),
            Column("Kendala", 27),
            Column("Solusi", 27),
        ),
        rows=tuple(
            (
                agency["short_name"],
                figure["name"],
                words(figure["kendala"], figure),
                words(figure["solusi"], figure),
            )
            for agency in data["agencies"]
            for figure in agency["figures"]
            if figure["kendala"] or figure["solusi"]
        ),
    )


def government_budget_table(data: Data) -> Table:
    """Pagu, realisasi and absorption per agency; the sum says from how many agencies it comes."""
    telling = [each for each in data["agencies"] if each["budget"]]
    rows = [_budget_row(each["name"], counted(each["budget"])) for each in telling]
    lines = [line for each in telling for line in counted(each["budget"])]
    if rows:
        rows.append(_budget_row(f"Jumlah ({completeness(data, 'budget')})", lines))
    unspent = sum(line["realisasi"] is None for line in lines)
    notes = [f"Realisasi {unspent} kegiatan belum diisi dan tidak dijumlahkan."] if unspent else []
    return Table(
        title="Realisasi anggaran menurut perangkat daerah",
        columns=(
            Column("Perangkat daerah", 46),
            Column("Pagu (Rp)", 20, is_number=True),
            Column("Realisasi (Rp)", 20, is_number=True),
            Column("%", 14, is_number=True),
        ),
        rows=tuple(rows),
        notes=(*notes, *source_notes(lines)),
    )


def _budget_row(label: str, lines: list[Data]) -> tuple[Cell, ...]:
    pagu = total(lines, "pagu")
    spent = total(lines, "realisasi")
    share = spent * HUNDRED / pagu if pagu and spent is not None else None
    return (
        label,
        Number(pagu, 0) if pagu is not None else "belum diisi",
        Number(spent, 0) if spent is not None else "belum diisi",
        Number(share, 2) if share is not None else "tidak dapat dihitung",
    )


def _whole(data: Data) -> int:
    return len(data["agencies"])
