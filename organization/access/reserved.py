"""What is reserved for certain roles: each refusal says for whose, and who can help."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from organization.access.refusals import NotTheHolder, Refused
from organization.models import Agency, Position


class AdministratorsOnly(Refused):
    """The office calendar is changed by administrators; everybody of the agency reads it."""

    code = "hanya-administrator"

    def __init__(self, agency: Agency) -> None:
        super().__init__(
            _("Kalender kerja hanya dapat diubah oleh administrator."),
            help=_("Sampaikan perubahan beserta dasar hukumnya kepada administrator."),
            agency=agency,
        )


class PreparingReserved(Refused):
    """An agency is prepared by administrators, as under /admin/."""

    code = "persiapan"

    def __init__(self, agency: Agency | None = None) -> None:
        super().__init__(
            _("Perangkat daerah hanya dapat disiapkan oleh administrator."),
            help=_("Sampaikan data yang harus dilengkapi kepada administrator kabupaten/kota."),
            agency=agency,
        )


class SettingsReserved(Refused):
    """What configures the product is set by administrators."""

    def __init__(self) -> None:
        super().__init__(
            _("Pengaturan ini hanya untuk administrator."),
            help=_("Hubungi administrator perangkat daerah Anda."),
        )


class StaffReserved(NotTheHolder):
    """Terms and leave of others are entered by who keeps the office's staff."""

    code = "pencatat-pejabat"

    def __init__(self, agency: Agency, keepers: Iterable[Position] = ()) -> None:
        names = ", ".join(position.name for position in keepers)
        Refused.__init__(
            self,
            _("Plt., Plh., dan cuti pejabat lain hanya dicatat oleh kepala atau sekretaris."),
            help=_("Yang dapat menolong: %(names)s, atau administrator.") % {"names": names}
            if names
            else _("Hubungi administrator perangkat daerah Anda."),
            agency=agency,
        )


class HeadReserved(NotTheHolder):
    """The Sekretaris does not decide who stands in for his own head."""

    code = "pengganti-kepala"

    def __init__(self, head: Position) -> None:
        Refused.__init__(
            self,
            _("Sekretaris tidak mencatat pengganti dan cuti atasannya sendiri, %(post)s.")
            % {"post": head.name},
            help=_("Yang dapat menolong: %(names)s, atau administrator.") % {"names": head.name},
            agency=head.agency,
        )


class DefinitifReserved(NotTheHolder):
    """A definitif term is entered, ended and cancelled by administrators."""

    code = "pejabat-definitif"

    def __init__(self, agency: Agency) -> None:
        Refused.__init__(
            self,
            _("Masa jabatan definitif hanya dicatat, diakhiri, dan dibatalkan administrator."),
            help=_("Sampaikan keputusan pengangkatan atau pemberhentiannya kepada administrator."),
            agency=agency,
        )


class NobodyToLeave(NotTheHolder):
    """There is nobody in charge whose leave this visitor could enter."""

    code = "tanpa-pejabat"

    def __init__(self, agency: Agency) -> None:
        Refused.__init__(
            self,
            _("Belum ada pejabat di perangkat daerah ini yang cutinya dapat dicatat."),
            help=_("Catat dahulu pejabatnya, lalu kembali ke halaman ini."),
            agency=agency,
        )
