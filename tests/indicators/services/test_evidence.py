import hashlib

import pytest

from indicators.access import EvidenceRefused, FiguresLocked
from indicators.models import BuktiDukung, FigureState, Realisasi
from indicators.queries import figure_rows
from indicators.services import attach_bukti_dukung, remove_bukti_dukung
from organization.models import Event
from tests.indicators.files import HTML, PDF, image, upload
from tests.indicators.offices import NOW, figure


def stored(bukti: BuktiDukung) -> bytes:
    with bukti.file.open("rb") as file:
        return file.read()


@pytest.fixture
def indicator(office):
    return office.indicator()


@pytest.fixture
def attach(office, indicator):
    def attach(**content):
        return attach_bukti_dukung(
            indicator=indicator, year=2026, triwulan=1, acting=office.kabid, now=NOW, **content
        )

    return attach


def test_a_file_is_kept_with_its_kind_size_and_hash(attach, indicator, office):
    bukti = attach(file=upload("Laporan Maret.pdf", PDF), title="Laporan Maret")
    bukti.refresh_from_db()
    assert (bukti.realisasi, bukti.title, bukti.content_type, bukti.size) == (
        figure(indicator),
        "Laporan Maret",
        "application/pdf",
        len(PDF),
    )
    assert bukti.sha256 == hashlib.sha256(PDF).hexdigest()
    assert stored(bukti) == PDF
    event = Event.objects.get(action="evidence.attached")
    assert (event.user, event.data["sha256"]) == (office.kabid.user, bukti.sha256)


def test_the_ending_follows_the_content_and_not_the_name(attach):
    bukti = attach(file=upload("../../foto.pdf", image("PNG")))
    assert bukti.content_type == "image/png"
    assert bukti.file.name.startswith("bukti/")
    assert bukti.file.name.endswith(".png")
    assert bukti.title == "foto.pdf"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("laporan.pdf", HTML, "bukan PDF, PNG, JPG"),
        ("kosong.pdf", b"", "kosong"),
        ("besar.pdf", PDF + b" " * (1024 * 1024), "melebihi batas 1 MB"),
    ],
)
def test_a_file_of_wrong_kind_or_size_is_refused(attach, settings, name, content, sentence):
    settings.KINERJA_EVIDENCE_MAX_MB = 1
    with pytest.raises(EvidenceRefused) as caught:
        attach(file=upload(name, content))
    assert sentence in caught.value.sentence
    assert BuktiDukung.objects.count() == 0


def test_a_link_is_kept(attach):
    bukti = attach(url=" https://drive.example.go.id/a?b=c ", title="Folder bersama")
    assert (bukti.url, bukti.title) == ("https://drive.example.go.id/a?b=c", "Folder bersama")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "drive.example.go.id",
        "javascript:alert(1)",
        "ftp://example.go.id/a",
        "https://",
        "https://a b.id",
        "http://[",
        "https://example.go.id/" + "a" * 500,
    ],
)
def test_a_link_that_leads_nowhere_is_refused(attach, url):
    with pytest.raises(EvidenceRefused):
        attach(url=url)


def test_evidence_of_a_handed_over_figure_stays_as_it_is(attach, office):
    bukti = attach(file=upload("a.pdf", PDF))
    Realisasi.objects.update(state=FigureState.HANDED_OVER)
    with pytest.raises(FiguresLocked):
        attach(url="https://example.go.id")
    with pytest.raises(FiguresLocked):
        remove_bukti_dukung(bukti=bukti, acting=office.kabid, now=NOW)
    assert BuktiDukung.objects.filter(removed_at=None).count() == 1


def test_removing_keeps_the_row_and_the_file(attach, office):
    bukti = attach(file=upload("a.pdf", PDF))
    remove_bukti_dukung(bukti=bukti, acting=office.kabid, now=NOW)
    remove_bukti_dukung(bukti=bukti, acting=office.kabid, now=NOW)
    bukti.refresh_from_db()
    assert (bukti.removed_at, stored(bukti)) == (NOW, PDF)
    assert Event.objects.filter(action="evidence.removed").count() == 1


def test_a_text_and_a_reason_are_evidence_of_their_own_kind(attach):
    assert attach(title="Berita acara nomor 12").kind == "keterangan"
    unmet = attach(title="Dokumen masih di BPK", is_unmet=True)
    assert (unmet.kind, unmet.title) == ("nihil", "Dokumen masih di BPK")
    with pytest.raises(EvidenceRefused):
        attach(title="  ")


def test_earlier_evidence_is_shown_once_more_without_a_second_file(attach, office, indicator):
    first = attach(file=upload("sk.pdf", PDF), title="SK Tim")
    again = attach_bukti_dukung(
        indicator=indicator, year=2026, triwulan=2, acting=office.kabid, now=NOW, copy_of=first
    )
    assert (again.file.name, again.sha256, again.title) == (first.file.name, first.sha256, "SK Tim")
    with pytest.raises(EvidenceRefused):
        attach_bukti_dukung(
            indicator=office.indicator(),
            year=2026,
            triwulan=2,
            acting=office.kabid,
            now=NOW,
            copy_of=first,
        )


def test_the_same_file_under_two_indicators_is_told(attach, office, indicator):
    attach(file=upload("rekap.pdf", PDF))
    other = office.indicator()
    attach_bukti_dukung(
        indicator=other,
        year=2026,
        triwulan=1,
        acting=office.kabid,
        now=NOW,
        file=upload("lain.pdf", PDF),
    )
    for row in figure_rows([indicator.pk, other.pk], 2026, 1):
        assert [each.shared for each in row.bukti_dukung] == [1]


@pytest.mark.parametrize(
    "content",
    [
        lambda: {"file": upload("rekap.pdf", PDF)},
        lambda: {"url": "https://contoh.go.id/rekap", "title": "Rekap"},
        lambda: {"title": "Arsip di bidang"},
    ],
    ids=["file", "link", "text"],
)
def test_a_form_sent_twice_keeps_its_evidence_once(attach, content):
    first, second = attach(**content()), attach(**content())
    assert second == first
    assert BuktiDukung.objects.count() == 1
    assert Event.objects.filter(action="evidence.attached").count() == 1
