"""Electronic signatures in a PDF (PAdES): judged as they stand in the file, or made from a PKCS#12.

pyHanko does the cryptography. Nothing is fetched: whether a certificate was revoked is not asked,
and a signer is trusted only through certificates that the operator has laid down. In production
an ASN signs with BSrE (PP 71/2019 ps. 60); its client is one more class with a `sign` like here.
"""

import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from reports.likeness import page_count as pages_of
from reports.likeness import pages_shown

#: Endings of certificate files, PEM or DER.
CERTIFICATES = (".pem", ".crt", ".cer", ".der")
#: Entries of the catalogue and of a page that signing itself adds or changes.
ADDED_BY_SIGNING = {
    "/Catalog": frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version"}),
    "/Page": frozenset({"/Annots"}),
}


class Unreadable(ValueError):
    """Not a PDF, a broken or an encrypted one."""


class WrongPassphrase(ValueError):
    """The PKCS#12 does not open with this passphrase, or is none."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: who by his certificate, when by his own clock, and what can be said of it.

    `is_intact`: what was signed has not been changed. `covers_all`: what was signed is the whole
    file up to the signature, and later only signatures were added. `is_trusted`: its certificate
    leads to one that the operator trusts.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    is_intact: bool
    covers_all: bool
    is_trusted: bool

    @property
    def is_sound(self) -> bool:
        return self.is_intact and self.covers_all

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column."""
        return asdict(self) | {"signed_at": self.signed_at.isoformat() if self.signed_at else None}


@dataclass(frozen=True, slots=True)
class Examination:
    """What an uploaded PDF is beside the frozen one.

    `is_continued`: it begins with the frozen file, byte for byte, and adds nothing but signatures.
    `is_alike`: a signing program wrote it anew; its pages show the same.
    """

    is_continued: bool
    is_alike: bool
    signatures: tuple[Signature, ...]

    @property
    def is_the_document(self) -> bool:
        return self.is_continued or self.is_alike


class Signer(Protocol):
    """Whatever puts a person's electronic signature on a PDF."""

    def sign(self, pdf: bytes, *, reason: str) -> bytes:
        """The PDF with the signature added; what was there stays byte for byte."""
        ...


class Pkcs12Signer:
    """Signs with the key and certificate of a PKCS#12 file; the passphrase is not kept."""

    def __init__(self, content: bytes, passphrase: str) -> None:
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - slow to import

        try:
            loaded = SimpleSigner.load_pkcs12_data(content, [], passphrase.encode())
        except (ValueError, TypeError, OSError) as error:
            raise WrongPassphrase from error
        if loaded is None:
            raise WrongPassphrase
        self._signer = loaded

    def sign(self, pdf: bytes, *, reason: str) -> bytes:
        """Add an invisible PAdES-B-B signature. Raises Unreadable."""
        from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415 - slow to import
            IncrementalPdfFileWriter,
        )
        from pyhanko.sign import fields, signers  # noqa: PLC0415 - slow to import

        reader = _open(pdf)
        meta = signers.PdfSignatureMetadata(
            field_name=f"TandaTangan{len(reader.embedded_signatures) + 1}",
            md_algorithm="sha256",
            reason=reason,
            subfilter=fields.SigSeedSubFilter.PADES,
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed = signers.sign_pdf(writer, meta, signer=self._signer)
        return bytes(signed.getvalue())


def examine(signed: bytes, frozen: bytes, trust: Path | None = None) -> Examination:
    """Whether a PDF is the frozen one with signatures, and what each signature is worth.

    `trust`: a folder of certificates that are trusted. Raises Unreadable.
    """
    try:
        reader = _open(signed)
        is_continued = signed.startswith(frozen) and _adds_only_signatures(reader, frozen)
        return Examination(
            is_continued=is_continued,
            is_alike=not is_continued and pages_shown(reader) == pages_shown(_open(frozen)),
            signatures=tuple(_judge(each, trust) for each in reader.embedded_regular_signatures),
        )
    except Exception as error:  # a broken or hostile file may trip the reader anywhere
        raise Unreadable from error


def page_count(content: bytes) -> int:
    """How many pages a PDF has; 0 where it is broken, encrypted or none."""
    try:
        return pages_of(_open(content))
    except Exception:  # pyHanko raises whatever a broken part makes it raise
        return 0


def _open(content: bytes) -> Any:
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - slow to import
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - slow to import

    try:
        reader = PdfFileReader(io.BytesIO(content))
        if reader.encrypted:
            raise Unreadable
    except PdfError as error:
        raise Unreadable from error
    return reader


def _adds_only_signatures(reader: Any, frozen: bytes) -> bool:
    """No object of the frozen file says anything else after what was added to it.

    Only the catalogue may name signatures, a page may carry a signature's widget, and the
    metadata may name the signing program.
    """
    old = _open(frozen)
    about = old.trailer.raw_get("/Info").idnum if "/Info" in old.trailer else None
    for revision in range(old.total_revisions, reader.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            before, after = _found(old, reference), _found(reader, reference)
            if before is None or reference.idnum == about or _is_metadata(before):
                continue
            if not _says_the_same(before, after):
                return False
    return True


def _is_metadata(item: Any) -> bool:
    """Title, author and times: signing programs write themselves in; no page shows it."""
    return isinstance(item, dict) and item.get("/Type") == "/Metadata"


def _found(reader: Any, reference: Any) -> Any:
    """An object by its number, or None where the file has none."""
    from pyhanko.pdf_utils.generic import NullObject, Reference  # noqa: PLC0415 - slow to import
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415 - slow to import

    here = Reference(reference.idnum, reference.generation, reader)
    try:
        found = reader.get_object(here)
    except PdfReadError:
        return None
    return None if isinstance(found, NullObject) else found


def _says_the_same(before: Any, after: Any) -> bool:
    if _is_dictionary(before) and _is_dictionary(after):
        kind = str(before.get("/Type", ""))
        free = ADDED_BY_SIGNING.get(kind, frozenset())
        kept = {key for key in before if key not in free}
        if kept != {key for key in after if key not in free}:
            return False
        if any(_written(before.raw_get(key)) != _written(after.raw_get(key)) for key in kept):
            return False
        return kind != "/Page" or _keeps_notes(before, after)
    return _written(before) == _written(after)


def _is_dictionary(item: Any) -> bool:
    return isinstance(item, dict) and not hasattr(type(item), "data")


def _keeps_notes(before: Any, after: Any) -> bool:
    """Every annotation of a page is still there; what is new are fields of signatures."""
    old = [_written(each) for each in _raw(before.get("/Annots", []))]
    new = list(_raw(after.get("/Annots", [])))
    added = [each.get_object() for each in new if _written(each) not in old]
    is_kept = len(new) - len(added) == len(old)
    return is_kept and all(each.get("/FT") == "/Sig" for each in added)


def _raw(items: Any) -> Iterable[Any]:
    """The entries of an array, references unresolved."""
    return (items.raw_get(place) for place in range(len(items))) if len(items) else ()


def _written(item: Any) -> bytes:
    """An object as it would be written; references as their numbers."""
    out = io.BytesIO()
    item.write_to_stream(out, None)
    return out.getvalue()


def _judge(embedded: Any, trust: Path | None) -> Signature:
    from pyhanko.sign.general import SigningError  # noqa: PLC0415 - slow to import
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - slow to import
    from pyhanko.sign.validation.errors import (  # noqa: PLC0415 - slow to import
        SignatureValidationError,
    )
    from pyhanko.sign.validation.status import (  # noqa: PLC0415 - slow to import
        SignatureCoverageLevel,
    )
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - slow to import

    context = ValidationContext(trust_roots=list(_trusted(trust)), allow_fetching=False)
    certificate = embedded.signer_cert
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=context)
        is_intact = bool(status.intact and status.valid)
        covers_all = (
            status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
            and status.docmdp_ok is not False
        )
        is_trusted, signed_at = bool(status.trusted), status.signer_reported_dt
    except (SignatureValidationError, SigningError, ValueError):
        is_intact = covers_all = is_trusted = False
        signed_at = None
    return Signature(
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        signed_at=signed_at,
        is_intact=is_intact,
        covers_all=covers_all,
        is_trusted=is_trusted,
    )


def _name(name: Any) -> str:
    """The common name of a certificate's subject or issuer, else all that it says."""
    common = name.native.get("common_name")
    return str(common if isinstance(common, str) else name.human_friendly)


def _trusted(folder: Path | None) -> Iterable[Any]:
    from pyhanko.keys import load_certs_from_pemder  # noqa: PLC0415 - slow to import

    if folder is None or not folder.is_dir():
        return ()
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in CERTIFICATES)
    found: Iterable[Any] = load_certs_from_pemder([str(each) for each in files])  # type: ignore[no-untyped-call]
    return found
