"""What can and cannot be said of a signed PDF beside the frozen one."""

import io
from functools import cache

import pytest
import weasyprint
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfWriter

from reports.signatures import Pkcs12Signer, Unreadable, WrongPassphrase, examine
from tests.reports.keys import NAME, PASSPHRASE, certificate_file, key_file


@cache
def frozen(text: str = "Laporan") -> bytes:
    html = f'<html lang="id"><title>Uji</title><p>{text}</p><a href="https://contoh.go.id">x</a>'
    return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"uji")


@cache
def signed(content: bytes | None = None) -> bytes:
    return Pkcs12Signer(key_file(), PASSPHRASE).sign(content or frozen(), reason="Uji")


def rewritten(content: bytes) -> bytes:
    """The same document, written anew by another program."""
    out = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(content)).write(out)
    return out.getvalue()


def repainted(content: bytes) -> bytes:
    """The frozen bytes, followed by a change of what the page shows."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signed_copy_is_the_frozen_file_with_nothing_but_a_signature_added():
    assert signed().startswith(frozen())
    found = examine(signed(), frozen())
    (signature,) = found.signatures
    assert (found.is_continued, found.is_alike) == (True, False)
    assert (signature.signer, signature.issuer) == (NAME, NAME)
    assert signature.is_sound
    assert signature.signed_at is not None


def test_a_second_signature_leaves_the_first_sound():
    found = examine(signed(signed()), frozen())
    assert found.is_continued
    assert [each.is_sound for each in found.signatures] == [True, True]


def test_a_signer_is_trusted_only_through_what_the_operator_laid_down(tmp_path):
    assert not examine(signed(), frozen(), tmp_path).signatures[0].is_trusted
    assert not examine(signed(), frozen(), tmp_path / "tidak-ada").signatures[0].is_trusted
    (tmp_path / "akar.pem").write_bytes(certificate_file())
    assert examine(signed(), frozen(), tmp_path).signatures[0].is_trusted


def test_a_copy_written_anew_is_told_from_one_that_continues():
    found = examine(signed(rewritten(frozen())), frozen())
    assert (found.is_continued, found.is_alike, found.is_the_document) == (False, True, True)


def test_another_document_is_not_the_frozen_one():
    assert not examine(signed(frozen("Laporan lain")), frozen()).is_the_document


def test_a_page_changed_before_signing_is_found_although_the_frozen_bytes_are_there():
    changed = signed(repainted(frozen()))
    assert changed.startswith(frozen())
    assert not examine(changed, frozen()).is_the_document


def test_a_page_changed_after_signing_is_found_and_its_signatures_are_not_told():
    """To judge them, pyHanko would compare all that was changed: minutes for a real report."""
    found = examine(repainted(signed()), frozen())
    assert (found.is_the_document, found.signatures) == (False, ())


def test_a_single_altered_byte_is_never_accepted():
    content = bytearray(signed())
    content[len(frozen()) // 2] ^= 1
    try:
        found = examine(bytes(content), frozen())
    except Unreadable:
        return
    assert not (found.is_the_document and all(each.is_sound for each in found.signatures))


def test_an_unsigned_file_has_no_signature():
    assert examine(frozen(), frozen()).signatures == ()


@pytest.mark.parametrize("content", [b"", b"bukan PDF", b"%PDF-1.7\n%%EOF", b"\x00" * 5000])
def test_what_is_no_pdf_is_said_to_be_none(content):
    with pytest.raises(Unreadable):
        examine(content, frozen())


@pytest.mark.parametrize(("content", "passphrase"), [(None, "salah"), (b"bukan kunci", PASSPHRASE)])
def test_a_key_opens_only_with_its_passphrase(content, passphrase):
    with pytest.raises(WrongPassphrase):
        Pkcs12Signer(content or key_file(), passphrase)
