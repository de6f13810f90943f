"""Electronic signatures in a PDF (PAdES): judged as they stand in the file, or made from a PKCS#12.

pyHanko does the cryptography. Nothing is fetched: whether a certificate was revoked is not asked,
and a signer is trusted only through certificates that the operator has laid down. In production
an ASN signs with BSrE (PP 71/2019 ps. 60); its client is one more class with a `sign` like here.
"""

import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import MAXYEAR, datetime
from pathlib import Path
from typing import Any, Protocol

from reports.additions import adds_only_signatures
from reports.likeness import page_count as pages_of
from reports.likeness import pages_shown

#: Endings of certificate files, PEM or DER.
CERTIFICATES = (".pem", ".crt", ".cer", ".der")


class Unreadable(ValueError):
    """Not a PDF, a broken or an encrypted one."""


class WrongPassphrase(ValueError):
    """The PKCS#12 does not open with this passphrase, or is none."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: who by his certificate, when by his own clock, and what can be said of it.

    `is_intact`: what was signed has not been changed. `covers_all`: what was signed is the whole
    file up to the signature, and this shows the frozen report. `is_trusted`: its certificate
    leads to one that the operator trusts. `was_valid`: the certificate was in force at that time.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    is_intact: bool
    covers_all: bool
    is_trusted: bool
    was_valid: bool = True

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
    `is_alike`: a signing program wrote it anew; its pages show the same. Signatures on anything
    else are not looked at: to follow what was changed there could take the reader hours.
    """

    is_continued: bool
    is_alike: bool
    signatures: tuple[Signature, ...]

    @property
    def is_the_document(self) -> bool:
        return self.is_continued or self.is_alike


class Signer(Protocol):
    """Whatever puts a person's electronic signature on a PDF."""

    @property
    def valid(self) -> tuple[datetime, datetime]:
        """From when to when its certificate is in force."""
        ...

    def sign(self, pdf: bytes, *, reason: str) -> bytes:
        """The PDF with the signature added; what was there stays byte for byte."""
        ...

    def has_signed(self, pdf: bytes) -> bool:
        """Whether one of the signatures on a PDF is of this signer's certificate."""
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

    @property
    def valid(self) -> tuple[datetime, datetime]:
        return _term(self._signer.signing_cert)

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

    def has_signed(self, pdf: bytes) -> bool:
        """Whether one of the signatures on a PDF is of this certificate. Raises Unreadable."""
        own = self._signer.signing_cert.dump()
        return any(each.signer_cert.dump() == own for each in _open(pdf).embedded_signatures)


def examine(signed: bytes, frozen: bytes, trust: Path | None = None) -> Examination:
    """Whether a PDF is the frozen one with signatures, and what each signature is worth.

    `trust`: a folder of certificates that are trusted. Raises Unreadable.
    """
    try:
        reader = _open(signed)
        is_continued = _continues(signed, frozen)
        is_alike = not is_continued and _shows(signed, frozen)
        is_whole = _continues if is_continued else _shows
        found = reader.embedded_regular_signatures if is_continued or is_alike else ()
        return Examination(
            is_continued=is_continued,
            is_alike=is_alike,
            signatures=tuple(
                _judge(each, trust, is_whole=is_whole(_as_signed(signed, each), frozen))
                for each in found
            ),
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


def _continues(content: bytes, frozen: bytes) -> bool:
    """Whether a PDF is the frozen one, byte for byte, with nothing but signatures after it."""
    return content.startswith(frozen) and adds_only_signatures(_open(frozen), _open(content))


def _shows(content: bytes, frozen: bytes) -> bool:
    return pages_shown(_open(content)) == pages_shown(_open(frozen))


def _as_signed(content: bytes, embedded: Any) -> bytes:
    """The file as it was when this signature was made: all that was added later is cut off."""
    _start, _length, second, rest = embedded.byte_range
    return content[: second + rest]


def _judge(embedded: Any, trust: Path | None, *, is_whole: bool) -> Signature:
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
        # what came after it is compared with the frozen report, not with what pyHanko permits
        status = validate_pdf_signature(embedded, signer_validation_context=context, skip_diff=True)
        is_intact = bool(status.intact and status.valid)
        covers_all = is_whole and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        is_trusted, signed_at = bool(status.trusted), _possible(status.signer_reported_dt)
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
        was_valid=signed_at is None or _holds(certificate, signed_at),
    )


def _possible(at: datetime | None) -> datetime | None:
    """A time that a calendar of any zone knows; whoever signs can write down what he likes."""
    return at if at is not None and 1 < at.year < MAXYEAR else None


def _holds(certificate: Any, at: datetime) -> bool:
    start, end = _term(certificate)
    return start <= at <= end


def _term(certificate: Any) -> tuple[datetime, datetime]:
    return certificate.not_valid_before, certificate.not_valid_after


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
