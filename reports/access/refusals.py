"""Why an act on a report is refused, and what helps."""

from django.utils.translation import gettext_lazy as _

from organization.access import (
    OwnFigures,
    Refused,
)
from organization.models import Agency
from reports.states import ReportState


class NotRendered(Refused):
    """The file is not there yet."""

    code = "berkas-belum-ada"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Berkas laporan ini belum jadi."),
            help=_("Halaman laporan mengatakan sampai mana pembuatannya."),
        )


class FileLost(Refused):
    """The file is known, and not where it was kept: a restore without its media, a broken disk."""

    code = "berkas-hilang"
    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("Berkas ini tercatat, tetapi tidak dapat dibaca dari penyimpanan server."),
            help=_(
                "Beri tahu administrator: berkasnya dikembalikan dari cadangan. Catatan laporan "
                "tidak berubah."
            ),
        )


class NoWordFile(Refused):
    """The report was printed before reports had one; its recorded document is the PDF."""

    code = "tanpa-word"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("Laporan ini dibuat sebelum ada berkas Word."),
            help=_("Unduh PDF atau Excel-nya dari halaman laporan."),
        )


class NotAtThisStation(Refused):
    """The report is not where this act belongs on its way."""

    code = "tahap-laporan"
    status = 409

    def __init__(self, state: str, following: ReportState | None) -> None:
        words = {
            "state": str(ReportState(state).label).lower(),
            "next": str(following.label).lower() if following else "–",
        }
        super().__init__(
            _("Laporan ini sedang pada tahap “%(state)s”.") % words,
            help=_("Tahap berikutnya: %(next)s.") % words
            if following
            else _("Tidak ada tahap berikutnya bagi laporan ini."),
        )


class NotNewest(Refused):
    """A newer version of the report is there."""

    code = "bukan-versi-terbaru"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Sudah ada versi yang lebih baru dari laporan ini."),
            help=_("Buka versi terbaru pada daftar versi di halaman laporan."),
        )


class NotReturnable(Refused):
    """What is published or superseded is not given back any more."""

    code = "tidak-dapat-dikembalikan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan ini tidak dapat dikembalikan lagi."),
            help=_(
                "Laporan yang sudah dipublikasikan atau digantikan hanya berubah dengan membuka "
                "kembali pelaksanaan SOP-nya."
            ),
        )


class InnerReport(Refused):
    """What stays inside the agency is judged within its SOP, not on the report's page."""

    code = "laporan-internal"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan ini disetujui atau dikembalikan oleh langkah pemeriksaan SOP-nya."),
            help=_(
                "Buka tugas pemeriksaan pada pelaksanaan SOP; begitu langkah itu selesai, laporan "
                "tercetak tanpa tanda DRAF."
            ),
        )


class OwnReport(Refused):
    """The Inspektorat does not review its own report."""

    code = "reviu-laporan-sendiri"

    def __init__(self) -> None:
        super().__init__(
            _("Inspektorat tidak mereviu laporannya sendiri."),
            help=_("Laporan perangkat daerah pereviu berjalan tanpa tahap reviu."),
        )


class OwnReportFigures(OwnFigures):
    """A substitution opens no door to a report that one made or handed over oneself."""

    code = "laporan-buatan-sendiri"

    def __init__(self, agency: Agency) -> None:
        Refused.__init__(
            self,
            _(
                "Anda ikut mengisi atau menyerahkan angka laporan ini, atau menulis narasinya, "
                "sehingga tidak dapat menyetujuinya sebagai Plt. atau Plh."
            ),
            help=_(
                "%(position)s definitif, atau Plt./Plh. lain yang tidak ikut menyusunnya dan "
                "ditetapkan oleh atasannya."
            )
            % {"position": agency.signing_position},
            agency=agency,
        )


class ReviewIncomplete(Refused):
    """Items of the checklist have no answer, or a no without a note."""

    code = "reviu-belum-lengkap"
    status = 422

    def __init__(self, keys: list[str]) -> None:
        super().__init__(
            _("Daftar uji reviu belum lengkap: %(items)s.") % {"items": ", ".join(keys)},
            help=_("Jawab setiap butir; jawaban “tidak” memerlukan catatan."),
        )


class SignatureRefused(Refused):
    """The file that came back is not the signed report."""

    code = "salinan-ditolak"
    status = 422
