"""How far the preparation of an agency is, told from its rows alone. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from indicators.models import Indicator, TargetRevision
from organization.access import holders_by_position
from organization.models import Agency, Holiday, User
from sop.models import SopVersion
from sop.queries import open_gaps, published_versions
from workflow.models import Channel, Message
from workflow.services.schedule import NextOpening, coming_openings, plan_coming

#: The steps in their order: key → label.
STEPS: dict[str, StrPromise] = {
    "identitas": gettext_lazy("Identitas"),
    "susunan": gettext_lazy("Unit dan jabatan"),
    "pejabat": gettext_lazy("Pejabat dan akun"),
    "sop": gettext_lazy("SOP"),
    "kaitan": gettext_lazy("Jalur dan pelaksana"),
    "indikator": gettext_lazy("Indikator"),
    "kalender": gettext_lazy("Kalender"),
    "surel": gettext_lazy("Surel uji"),
    "uji": gettext_lazy("Uji pembukaan"),
}
#: Of a long list of like things the first few are named.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, in a sentence; `account`: whose account mends it, where it is one."""

    sentence: str
    account: User | None = None


@dataclass(frozen=True, slots=True)
class PreparedStep:
    """A step of the preparation with what it has and what it lacks."""

    key: str
    label: str
    has: str
    missing: tuple[Missing, ...]

    @property
    def is_done(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Preparation:
    """All steps, and what the next opening would be."""

    agency: Agency
    steps: tuple[PreparedStep, ...]
    openings: tuple[NextOpening, ...]

    @property
    def is_ready(self) -> bool:
        return all(step.is_done for step in self.steps)

    @property
    def next_step(self) -> PreparedStep | None:
        """Where to go on: the first step that lacks something."""
        return next((step for step in self.steps if not step.is_done), None)

    def step(self, key: str) -> PreparedStep:
        return next(step for step in self.steps if step.key == key)


def preparation_of(agency: Agency, now: datetime) -> Preparation:
    """The state of every step. Some twenty queries, whatever the number of rows."""
    today = now.astimezone(ZoneInfo(agency.time_zone)).date()
    own = Agency.objects.filter(pk=agency.pk)
    openings = tuple(plan_coming(coming_openings(own, now), now))
    version = sop_of(agency)
    day = max([today, *(each.period.opens_on for each in openings if each.period)])
    checks = {
        "identitas": _identity(agency),
        "susunan": _structure(agency),
        "pejabat": _people(agency, day),
        "sop": _sop(version),
        "kaitan": _bindings(version, day),
        "indikator": _indicators(agency, openings, today),
        "kalender": _calendar(agency, {today.year, day.year}),
        "surel": _mail(agency),
        "uji": _rehearsal(openings),
    }
    steps = tuple(
        PreparedStep(key, str(label), checks[key][0], tuple(checks[key][1]))
        for key, label in STEPS.items()
    )
    return Preparation(agency, steps, openings)


def sop_of(agency: Agency) -> SopVersion | None:
    """The published version of the agency's first SOP that took effect last."""
    document = agency.sop_documents.order_by("pk").first()
    return published_versions(document).first() if document is not None else None


Check = tuple[str, list[Missing]]


def _identity(agency: Agency) -> Check:
    missing = [] if agency.address else [Missing(_("Alamat pada kop surat belum diisi."))]
    return agency.name, missing


def _structure(agency: Agency) -> Check:
    posts = list(agency.positions.order_by("order", "pk"))
    units = agency.units.count()
    missing = []
    if not units:
        missing.append(Missing(_("Belum ada unit kerja.")))
    if not posts:
        missing.append(Missing(_("Belum ada jabatan.")))
    elif agency.signing_position_id is None:
        missing.append(Missing(_("Belum ada jabatan yang menandatangani laporan.")))
    top = [each.name for each in posts if each.superior_id is None]
    if len(top) > 1:
        sentence = _("Lebih dari satu jabatan tanpa atasan: %(names)s.")
        missing.append(Missing(sentence % {"names": _named(top)}))
    has = _("%(units)d unit, %(posts)d jabatan") % {"units": units, "posts": len(posts)}
    return has, missing


def _people(agency: Agency, day: date) -> Check:
    """Whoever holds a post on the day of the next opening, and can sign in by then."""
    posts = list(agency.positions.order_by("order", "pk"))
    terms = holders_by_position(posts, day)
    people = {term.user.pk: term.user for each in terms.values() for term in each}
    vacant = [post.name for post in posts if not terms[post.pk]]
    missing = []
    if not people:
        missing.append(Missing(_("Belum ada pejabat.")))
    elif vacant:
        sentence = _("Jabatan tanpa pejabat: %(names)s.")
        missing.append(Missing(sentence % {"names": _named(vacant)}))
    closed = [each for each in people.values() if not each.has_usable_password()]
    missing += [
        Missing(_("Akun %(account)s belum mempunyai sandi.") % {"account": each.username}, each)
        for each in closed
    ]
    told = ngettext(
        "%(count)d orang memegang jabatan", "%(count)d orang memegang jabatan", len(people)
    )
    return told % {"count": len(people)}, missing


def _sop(version: SopVersion | None) -> Check:
    if version is None:
        return "", [Missing(_("SOP belum dipilih atau belum diberlakukan."))]
    return version.nama, []


def _bindings(version: SopVersion | None, day: date) -> Check:
    if version is None:
        return "", [Missing(_("Menunggu SOP."))]
    gaps = dict.fromkeys(gap.sentence for gap in open_gaps(version, day))
    return "" if gaps else _("semua terikat"), [Missing(each) for each in gaps]


def _indicators(agency: Agency, openings: tuple[NextOpening, ...], today: date) -> Check:
    """There are some, and each has a target for the year that is asked for next."""
    rows = Indicator.objects.filter(agency=agency, is_active=True).order_by("order", "pk")
    names = dict(rows.values_list("pk", "name"))
    periods = [each.period for each in openings if each.period]
    year = periods[0].year if periods else today.year
    aimed = TargetRevision.objects.filter(indicator__in=names, year=year)
    without = [
        name
        for pk, name in names.items()
        if pk not in set(aimed.values_list("indicator", flat=True))
    ]
    missing = [] if names else [Missing(_("Belum ada indikator."))]
    if without:
        words = {"year": year, "names": _named(without)}
        missing.append(Missing(_("Belum ada target %(year)d: %(names)s.") % words))
    return _("%(count)d indikator") % {"count": len(names)}, missing


def _calendar(agency: Agency, years: set[int]) -> Check:
    days = Holiday.objects.filter(government=agency.government_id, day__year__in=years)
    known = {day.year for day in days.values_list("day", flat=True)}
    missing = [
        Missing(_("Belum ada hari libur %(year)d.") % {"year": year})
        for year in sorted(years - known)
    ]
    own = agency.work_weeks.filter(starts_on=None).first()
    hours = own.name if own else _("jam kerja baku Perpres 21/2023")
    return hours, missing


def _mail(agency: Agency) -> Check:
    last = latest_test(agency)
    if last is not None and last.state == Message.State.SENT:
        return _("terkirim"), []
    if last is None:
        return "", [Missing(_("Surel uji belum dikirim."))]
    if last.state == Message.State.FAILED:
        return "", [Missing(_("Surel uji gagal terkirim. %(why)s") % {"why": last.error})]
    state = last.get_state_display().lower()
    return "", [Missing(_("Surel uji belum terkirim (%(state)s).") % {"state": state})]


def latest_test(agency: Agency) -> Message | None:
    """The test mail of this agency that was asked for last."""
    rows = Message.objects.filter(agency=agency, is_test=True, channel=Channel.MAIL)
    return rows.order_by("-created_at", "-pk").first()


def _rehearsal(openings: tuple[NextOpening, ...]) -> Check:
    found = [each for each in openings if each.period is not None]
    if not found:
        return "", [Missing(_("Belum ada tanggal pembukaan: SOP belum berlaku."))]
    missing = list(_hindrances(openings))
    return ("" if missing else _("siap dibuka")), missing


def _hindrances(openings: tuple[NextOpening, ...]) -> Iterator[Missing]:
    """Each gap in its own sentence, so that what stands here is what `/pantau/jadwal/` says."""
    for opening in openings:
        for gap in opening.gaps:
            yield Missing(gap.sentence)


def _named(names: list[str]) -> str:
    rest = len(names) - NAMED
    told = ", ".join(names[:NAMED])
    return told if rest <= 0 else _("%(told)s, dan %(rest)d lainnya") % {"told": told, "rest": rest}
