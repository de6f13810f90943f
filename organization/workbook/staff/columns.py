"""What the three sheets are called, and their columns with what each takes."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from organization.models import Capacity, Unit

YES, NO = "ya", "tidak"
#: How a template names its agency among the properties of the file; its key follows.
OWNER = "susunan-perangkat-daerah:"
#: How many rows one sheet may tell.
MAX_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title; `choices` become a list in the template."""

    title: str
    hint: "str | StrPromise"
    choices: tuple[str, ...] = ()
    is_required: bool = False
    longest: int = 160


SHEETS: dict[str, tuple[Column, ...]] = {
    "Unit": (
        Column(
            "Kode",
            _("Huruf kecil, angka, tanda hubung; misalnya bidang-irigasi."),
            is_required=True,
        ),
        Column("Nama unit", _("Seperti pada peraturan susunan organisasi."), is_required=True),
        Column("Jenis", _("Jenis unit."), tuple(Unit.Kind.values), is_required=True),
        Column("Kode unit induk", _("Kosong bila langsung di bawah kepala; ditulis lebih dahulu.")),
    ),
    "Jabatan": (
        Column(
            "Kode", _("Huruf kecil, angka, tanda hubung, titik: kabid.irigasi."), is_required=True
        ),
        Column("Nama jabatan", _("Lengkap, seperti pada blok tanda tangan."), is_required=True),
        Column("Kode unit", _("Unit tempat jabatan ini; kosong untuk kepala.")),
        Column("Kode jabatan atasan", _("Atasan langsung; kosong hanya untuk kepala.")),
        Column("Memimpin unit", _("ya untuk satu jabatan di setiap unit."), (YES, NO)),
        Column("Penanda tangan", _("ya untuk satu jabatan: yang menandatangani."), (YES, NO)),
    ),
    "Pejabat": (
        Column("Kode jabatan", _("Jabatan yang dipegang; dari lembar Jabatan."), is_required=True),
        Column(
            "Nama akun",
            _("Nama masuk, misalnya s.contoh; kodenya ditambahkan."),
            is_required=True,
            longest=100,
        ),
        Column("Nama", _("Nama lengkap dengan gelar. Jangan tulis NIP."), is_required=True),
        Column("Surel", _("Boleh kosong; tanpa surel tidak ada pesan harian."), longest=254),
        Column("Kedudukan", _("Kosong = definitif."), tuple(Capacity.values)),
        Column("Mulai", _("Hari pertama; kosong = hari mulai dipakai.")),
        Column("Sampai", _("Hari terakhir; kosong bila belum ditentukan.")),
        Column("Pangkat/golongan", _("Boleh kosong; tercetak pada blok tanda tangan."), longest=60),
    ),
}
