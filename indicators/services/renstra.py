"""Loading a Renstra: its years, and what it plans of each indicator for each of them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.access import TableProblem, TableRefused
from indicators.measures import TargetValue, read_target
from indicators.models import Indicator, Renstra, RenstraTarget
from indicators.notation import NotANumber
from indicators.services.judging import bounds_fault
from indicators.services.lines import RenstraRow
from indicators.services.loading import repeated_keys
from indicators.services.tally import Loaded, Tally
from organization.models import Agency


def load_renstra(*, agency: Agency, rows: Sequence[RenstraRow]) -> Loaded:
    """Load the yearly targets of an agency's Renstra, by the indicators' codes.

    The target of the last year is the one that the LKjIP and E.81 compare with: it fills that of
    the indicator, and another one recorded there is a problem. Raises TableRefused; then nothing
    is saved.
    """
    keys = [(row.row, (row.first_year, row.last_year, row.code, row.year)) for row in rows]
    problems = repeated_keys(keys, "year")
    indicators = {each.code: each for each in Indicator.objects.filter(agency=agency)}
    read = [(row, _target(row, indicators, problems)) for row in rows]
    if problems:
        raise TableRefused(problems)
    tally = Tally()
    with transaction.atomic():
        periods = {
            period: Renstra.objects.get_or_create(
                agency=agency, first_year=period[0], last_year=period[1]
            )[0]
            for period in dict.fromkeys((row.first_year, row.last_year) for row in rows)
        }
        saved = {
            (each.renstra_id, each.indicator_id, each.year): each
            for each in RenstraTarget.objects.filter(renstra__in=periods.values())
        }
        for row, target in read:
            renstra, indicator = periods[row.first_year, row.last_year], indicators[row.code]
            line = saved.get((renstra.pk, indicator.pk, row.year)) or RenstraTarget(
                renstra=renstra, indicator=indicator, year=row.year
            )
            values = {
                "value": target.value if target else None,
                "upper": target.upper if target else None,
                "source_document": row.source_document,
            }
            tally.write(line, values)
            if row.year == row.last_year and target is not None:
                _keep_last(row, indicator, target, problems)
        if problems:
            raise TableRefused(problems)
    return tally.told()


def _target(
    row: RenstraRow, indicators: Mapping[str, Indicator], problems: list[TableProblem]
) -> TargetValue | None:
    """A target in the writing of its indicator; what is wrong with the row is a problem."""
    if not row.first_year <= row.year <= row.last_year:
        sentence = _("di luar masa Renstra %(first)d–%(last)d.")
        years = {"first": row.first_year, "last": row.last_year}
        problems.append(TableProblem(row.row, "year", sentence % years))
    indicator = indicators.get(row.code)
    if indicator is None:
        sentence = _("indikator “%(key)s” tidak ada.") % {"key": row.code}
        problems.append(TableProblem(row.row, "code", sentence))
        return None
    notation = indicator.notation(row.year)
    is_range = indicator.polarity == Indicator.Polarity.RANGE
    try:
        target = read_target(row.target, notation, is_range=is_range)
    except NotANumber as refusal:
        problems.append(TableProblem(row.row, "target", refusal.sentence))
        return None
    ends = () if notation.is_worded else (target.value, target.upper)
    for number in (each for each in ends if each is not None):
        if sentence := bounds_fault(indicator, number):
            problems.append(TableProblem(row.row, "target", sentence))
            return None
    return target


def _keep_last(
    row: RenstraRow, indicator: Indicator, target: TargetValue, problems: list[TableProblem]
) -> None:
    """The last year's target is the indicator's own; two different ones are no truth."""
    known = (indicator.renstra_year, indicator.renstra_target, indicator.renstra_upper)
    if known == (row.year, target.value, target.upper):
        return
    if indicator.renstra_year == row.year and indicator.renstra_target is not None:
        sentence = _("berbeda dengan renstra_target pada tabel indikator (%(said)s).")
        said = {"said": indicator.renstra_target_said}
        problems.append(TableProblem(row.row, "target", sentence % said))
        return
    indicator.renstra_year = row.year
    indicator.renstra_target, indicator.renstra_upper = target.value, target.upper
    indicator.save(update_fields=["renstra_year", "renstra_target", "renstra_upper"])
