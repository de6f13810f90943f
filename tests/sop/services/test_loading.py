"""Loading an SOP: once per text, a new version per change, whole or not at all."""

from datetime import date, timedelta

import pytest

from organization.models import Event
from sop.definition import parse
from sop.models import SopDocument, SopGood, SopStep, SopVersion
from sop.services import load_definition, publish_version
from sop.services.loading import AgencyUnnamed
from tests.sop.offices import DEFINITIONS, FILES, LIVE_FROM, NOW, agency, load

pytestmark = pytest.mark.django_db
KEYS = sorted(path.stem for path in DEFINITIONS.glob("*.yaml"))


def text(old: str = "", new: str = "") -> str:
    return (FILES / "small.yaml").read_text(encoding="utf-8").replace(old, new)


@pytest.mark.parametrize("key", KEYS)
def test_every_definition_is_stored_as_it_reads(key: str) -> None:
    definition = parse((DEFINITIONS / f"{key}.yaml").read_text(encoding="utf-8"))
    version = load(DEFINITIONS / f"{key}.yaml", agency())
    assert version.sha256 == definition.sha256
    assert [
        (
            step.key,
            step.kegiatan,
            step.actor.key,
            step.kind,
            step.level.key if step.level else None,
            step.next.key if step.next else None,
            step.return_to.key if step.return_to else None,
            step.has_disposisi,
            [(each.text, each.value, each.unit, each.period) for each in step.waktu.all()],
            [each.text for each in step.goods.filter(column=SopGood.Column.OUTPUT)],
        )
        for step in SopStep.objects.filter(version=version)
    ] == [
        (
            step.key,
            step.kegiatan,
            step.actor,
            step.kind,
            step.lane,
            step.next,
            step.return_to,
            step.disposisi,
            [(each.text, each.value, each.unit, each.period) for each in step.waktu],
            [each.text for each in step.output],
        )
        for step in definition.steps
    ]


def test_the_same_text_changes_nothing() -> None:
    office = agency()
    first = load_definition(definition=parse(text()), agency=office, now=NOW)
    again = load_definition(definition=parse(text()), agency=office, now=NOW)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.version == first.version
    assert Event.objects.filter(action="sop.loaded").count() == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays() -> None:
    office = agency()
    old = load_definition(definition=parse(text()), agency=office, now=NOW).version
    changed = text("kegiatan: Mengisi", "kegiatan: Mengisi data")
    new = load_definition(definition=parse(changed), now=NOW).version
    assert (old.number, new.number) == (1, 2)
    assert list(old.steps.values_list("kegiatan", flat=True))[1] == "Mengisi"
    assert list(new.steps.values_list("kegiatan", flat=True))[1] == "Mengisi data"


def test_a_first_version_holds_from_going_live_and_a_later_one_from_today() -> None:
    office = agency()
    first = load_definition(definition=parse(text()), agency=office, now=NOW).version
    later = load_definition(definition=parse(text("Mengisi", "Isi")), now=NOW).version
    asked = load_definition(
        definition=parse(text("Mengisi", "Input")), effective_on=date(2027, 1, 1), now=NOW
    ).version
    assert [each.effective_on for each in (first, later, asked)] == [
        LIVE_FROM,
        date(2026, 4, 1),
        date(2027, 1, 1),
    ]


def test_a_new_sop_without_an_agency_is_refused_and_nothing_is_kept() -> None:
    agency()
    with pytest.raises(AgencyUnnamed):
        load_definition(definition=parse(text()), now=NOW)
    assert SopDocument.objects.count() == 0


def test_the_file_may_name_its_agency() -> None:
    office = agency()
    named = text("key: contoh\n", f"key: contoh\nagency: {office.key}\n")
    version = load_definition(definition=parse(named), now=NOW).version
    assert version.document.agency == office


def test_an_sop_does_not_change_hands() -> None:
    load_definition(definition=parse(text()), agency=agency(), now=NOW)
    with pytest.raises(AgencyUnnamed, match="sudah dimiliki"):
        load_definition(definition=parse(text()), agency=agency("lain", "Dinas Lain"), now=NOW)


def test_publishing_happens_once() -> None:
    version = load_definition(definition=parse(text()), agency=agency(), now=NOW).version
    assert publish_version(version=version, now=NOW)
    assert not publish_version(version=version, now=NOW + timedelta(days=1))
    assert SopVersion.objects.get().published_at == NOW
    assert list(Event.objects.values_list("action", flat=True)) == ["sop.loaded", "sop.published"]
