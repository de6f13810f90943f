"""The English catalogue is complete: every text of the source, with its names, in English."""

import ast
import re
import shutil

import polib
import pytest
from django.core.management import call_command

from tests.architecture.source import ROOT, product_files, tracked

CATALOGUE = "locale/en/LC_MESSAGES/django.po"
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
#: Names in a text: Python's, Django's and our own, and tags.
NAMES = re.compile(r"%\(\w+\)[sd]|%%|\{\{[^}]*\}\}|\{%[^%]*%\}|\{[\w:/]+\}|</?\w+>")
#: Written the same in both languages, or without an English word.
SAME = {
    *("", "Excel", "PDF", "SHA-256", "Webhook", "Median", "Target", "target", "Output", "Agenda"),
    *("Logo", "logo", "No.", "Administrator", "(2T − R) / T × 100", "T / R × 100"),
    *("SOP", "Disposisi", "disposisi", "Renstra", "LKjIP", "Rencana Aksi", "E.81", "NIP"),
    *("APIP", "IKU", "LKE", "PK", "RTL"),
    *("Plt.", "Plh.", "Dinas", "Badan", "Inspektorat", "Satuan", "Sekretariat Daerah"),
    *("Kecamatan", "Sekretariat", "Bidang", "Bagian", "Subbagian", "Seksi", "Wilayah", "Unit"),
    "Inspektorat, Bappeda, Bagian Organisasi",
}


#: A number with a noun after it, in the plural.
COUNTED = re.compile(
    r"%\((count|days|hours|minutes|number|times|figures|files)\)[ds] (\w+ )?\w+s\b"
)
#: Beginnings of English texts whose number is never one: limits, more than fit, sums, versions.
NEVER_ONE = (
    *("The file contains more", "The sheet “", "This entry is longer", "The password was wrong"),
    *("%(count)s indicators in all", "Show all ", "%(number)s matters in all"),
    *(
        "%(name)s (%(count)d agencies)",
        "This figure (",
        "Average time of",
        "%(hours)s hours a week",
    ),
    *("%(files)s files (", "Version %(number)d is"),
)


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """The catalogue as `make messages` would leave it, made from a copy of the source."""
    copy = tmp_path_factory.mktemp("teks")
    for path in [*product_files(), *tracked("templates/*", CATALOGUE)]:
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr("django.conf.settings.LOCALE_PATHS", [copy / "locale"])
        call_command("makemessages", locale=["en"], no_location=True, verbosity=0)
    return polib.pofile(str(copy / CATALOGUE))


def translations(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_is_translated_and_nothing_else_stands_in_the_catalogue(merged):
    missing = [e.msgid for e in merged if not e.obsolete and not e.translated()]
    assert missing == []
    assert [entry.msgid for entry in merged.obsolete_entries()] == []


def test_no_text_hides_from_the_catalogue():
    """What collects texts does not look into f-strings; this is how one stayed Indonesian."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in product_files()
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in GETTEXT
    ]
    assert hidden == []


def test_a_number_before_a_noun_has_both_forms(merged):
    """`1 task`, `2 tasks`: Indonesian has one form, so that nobody writing it would notice."""
    entries = [entry for entry in merged.translated_entries() if not entry.msgid_plural]
    single = [each.msgstr for each in entries if COUNTED.search(each.msgstr)]
    assert [text for text in single if not text.startswith(NEVER_ONE)] == []


def test_a_translation_names_what_its_text_names(merged):
    different = [
        (entry.msgid, text)
        for entry in merged.translated_entries()
        for text in translations(entry)
        if sorted(NAMES.findall(text)) != sorted(NAMES.findall(entry.msgid))
        or text.count("\n") != entry.msgid.count("\n")
        or (text[:1] == " ") != (entry.msgid[:1] == " ")
    ]
    assert different == []


def test_what_stays_indonesian_is_a_term(merged):
    same = {entry.msgid for entry in merged if entry.msgid in translations(entry)}
    assert same - SAME == set()


def test_no_translation_is_half_indonesian(merged):
    """Function words have no place in English; names of papers and terms have none of them."""
    words = re.compile(r"\b(yang|dan|untuk|belum|dengan|tidak|sudah|ini|pada|atau)\b")
    mixed = [
        text
        for entry in merged.translated_entries()
        for text in translations(entry)
        if words.search(re.sub(r"“[^”]*”|\bya\b|tidak \(no\)", "", text))
    ]
    assert mixed == []
