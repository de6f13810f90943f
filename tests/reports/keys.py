"""A signing key made for the tests: self-signed, of no use elsewhere, and trusted by nobody."""

from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME = "Penanda Tangan Uji"
PASSPHRASE = "sandi sertifikat uji"


@cache
def key_pair(ends=datetime(2099, 1, 1, tzinfo=UTC)):
    """The private key and its certificate, in force until then."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    usage = x509.KeyUsage(True, True, False, False, False, True, True, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(ends)
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


@cache
def key_file(*ends) -> bytes:
    """Both as PKCS#12."""
    key, certificate = key_pair(*ends)
    locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"uji", key, certificate, None, locked)


def certificate_file() -> bytes:
    """The certificate as PEM."""
    return key_pair()[1].public_bytes(serialization.Encoding.PEM)
