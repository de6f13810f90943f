"""A government of many agencies, each with an SOP of 6 steps, 5 lanes and 30 indicators."""

from datetime import UTC, date, datetime

from indicators.models import Indicator
from organization.models import Agency, EventChain, Government, Officeholder, Position, Unit, User
from sop.models import (
    ActorBinding,
    LaneBinding,
    SopActor,
    SopDocument,
    SopLaneLevel,
    SopStep,
    SopVersion,
    SopWaktu,
)

LANES, INDICATORS = 5, 30
BEGIN = date(2026, 1, 1)
PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)
#: Step, actor, kind, level, standard time in days; the clock issues the order on the 10th.
STEPS = (
    ("perintah", "kepala", "assign", "", 1),
    ("isi", "kabid", "collect", "bidang", 3),
    ("susun", "perencana", "compile", "", 2),
    ("periksa", "sekretaris", "review", "", 1),
    ("tanda-tangan", "kepala", "sign", "", 1),
    ("dokumentasi", "perencana", "document", "", 1),
)
CENTRAL = ("kepala", "sekretaris", "perencana")


def make_government(number: int) -> None:
    """Write so many agencies down, table after table."""
    government = Government.objects.create(key="besar", name="Kabupaten Besar", seat="Kota")
    agencies = Agency.objects.bulk_create(
        Agency(
            government=government,
            key=f"dinas-{n}",
            name=f"Dinas {n}",
            short_name=f"Dinas {n}",
            live_from=BEGIN,
        )
        for n in range(number)
    )
    EventChain.objects.bulk_create(EventChain(agency=agency) for agency in agencies)
    posts = _fill(agencies)
    documents = SopDocument.objects.bulk_create(
        SopDocument(agency=agency, key=f"sop-{agency.key}", name="Pengumpulan data")
        for agency in agencies
    )
    _write_steps(documents)
    _bind(documents, posts)
    _plan(posts)


def _fill(agencies: list[Agency]) -> dict[Agency, dict[str, Position]]:
    """Units, posts and holders; the head of an agency above all others."""
    units = Unit.objects.bulk_create(
        Unit(agency=agency, key=f"bidang-{n}", name=f"Bidang {n}", kind=Unit.Kind.BIDANG)
        for agency in agencies
        for n in range(LANES)
    )
    heads = Position.objects.bulk_create(
        Position(agency=agency, key="kepala", name="Kepala", is_head=True) for agency in agencies
    )
    posts = {head.agency: {"kepala": head} for head in heads}
    others = [
        Position(agency=agency, key=key, name=key, superior=posts[agency]["kepala"])
        for agency in agencies
        for key in CENTRAL[1:]
    ] + [
        Position(
            agency=unit.agency,
            unit=unit,
            key=f"kabid-{unit.key}",
            name=f"Kabid {unit.name}",
            superior=posts[unit.agency]["kepala"],
            is_head=True,
        )
        for unit in units
    ]
    for post in Position.objects.bulk_create(others):
        posts[post.agency][post.key] = post
    for agency in agencies:
        agency.signing_position = posts[agency]["kepala"]
    Agency.objects.bulk_update(agencies, ["signing_position"], batch_size=500)
    every = [post for held in posts.values() for post in held.values()]
    users = User.objects.bulk_create(
        User(username=f"{post.key}@{post.agency.key}", name=post.name) for post in every
    )
    Officeholder.objects.bulk_create(
        Officeholder(user=user, position=post, starts_on=BEGIN)
        for user, post in zip(users, every, strict=True)
    )
    return posts


def _write_steps(documents: list[SopDocument]) -> None:
    versions = SopVersion.objects.bulk_create(
        SopVersion(
            document=document,
            number=1,
            source="",
            sha256="0" * 64,
            effective_on=BEGIN,
            published_at=PUBLISHED,
            nama=document.name,
            trigger_day=10,
            trigger_months=[1, 4, 7, 10],
        )
        for document in documents
    )
    keys = (*CENTRAL, "kabid")
    actors = SopActor.objects.bulk_create(
        SopActor(version=version, key=key, label=key, order=order)
        for version in versions
        for order, key in enumerate(keys)
    )
    known = {(actor.version_id, actor.key): actor for actor in actors}
    levels = SopLaneLevel.objects.bulk_create(
        SopLaneLevel(version=version, key="bidang", label="Bidang", of="unit", order=1)
        for version in versions
    )
    steps = SopStep.objects.bulk_create(
        SopStep(
            version=version,
            key=key,
            order=order,
            nomor=str(order + 1),
            kegiatan=f"Langkah {key}",
            actor=known[version.pk, actor],
            kind=kind,
            level=level if name else None,
            is_issued_by_clock=order == 0,
        )
        for version, level in zip(versions, levels, strict=True)
        for order, (key, actor, kind, name, _days) in enumerate(STEPS)
    )
    for step, follower in zip(steps, [*steps[1:], None], strict=True):
        if follower is not None and follower.version_id == step.version_id:
            step.next = follower
    SopStep.objects.bulk_update(steps, ["next"], batch_size=500)
    SopWaktu.objects.bulk_create(
        SopWaktu(step=step, text="hari", value=STEPS[step.order][4], unit="hari") for step in steps
    )


def _bind(documents: list[SopDocument], posts: dict[Agency, dict[str, Position]]) -> None:
    LaneBinding.objects.bulk_create(
        LaneBinding(
            document=document,
            level="bidang",
            key=post.unit.key,
            label=post.unit.name,
            unit=post.unit,
            order=order,
            starts_on=BEGIN,
        )
        for document in documents
        for order, post in enumerate(_lane_heads(posts[document.agency]))
    )
    rules = [(key, ActorBinding.Rule.POSITION) for key in CENTRAL]
    rules.append(("kabid", ActorBinding.Rule.UNIT_HEAD))
    ActorBinding.objects.bulk_create(
        ActorBinding(
            document=document,
            actor=key,
            rule=rule,
            position=posts[document.agency].get(key),
            starts_on=BEGIN,
        )
        for document in documents
        for key, rule in rules
    )


def _lane_heads(held: dict[str, Position]) -> list[Position]:
    return [post for post in held.values() if post.unit is not None]


def _plan(posts: dict[Agency, dict[str, Position]]) -> None:
    """The same number of indicators for each lane of an agency."""
    Indicator.objects.bulk_create(
        Indicator(
            agency=agency,
            code=f"ik-{number}",
            name=f"Indikator {number}",
            level=Indicator.Level.PROGRAM,
            unit="Unit",
            aggregation=Indicator.Aggregation.SUM,
            responsible_unit=heads[number % LANES].unit,
            order=number,
        )
        for agency, held in posts.items()
        for heads in [_lane_heads(held)]
        for number in range(INDICATORS)
    )
