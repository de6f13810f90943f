"""Why a move on a task, a run or a disposisi is refused, and what to do."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from organization.access import (
    NotTheHolder,
    Refused,
)
from organization.models import Position
from workflow.models import (
    Task,
)


class AlreadyMoved(Refused):
    """The task is no longer open: somebody was faster, or the page is old."""

    code = "sudah-bergerak"
    status = 409

    def __init__(self, task: Task | None = None, *, by_self: bool = False) -> None:
        other = _(
            "Tugas ini sudah berpindah: orang lain telah menyelesaikan atau mengembalikannya."
        )
        own = _("Tugas ini sudah Anda selesaikan sendiri, mungkin pada tab atau perangkat lain.")
        super().__init__(
            own if by_self else other,
            help=_("Muat ulang halaman untuk melihat keadaan terbaru. Tidak ada yang berubah."),
        )


class LanesNotIn(Refused):
    """A join was to be finished while lanes are missing."""

    code = "jalur-belum-lengkap"
    status = 409

    def __init__(self, labels: list[str]) -> None:
        super().__init__(
            _("Belum dapat diselesaikan. Jalur yang belum masuk: %(lanes)s.")
            % {"lanes": ", ".join(labels)},
            help=_("Hubungi pemegang jalur tersebut, atau tunggu sampai datanya diserahkan."),
        )


class ReasonMissing(Refused):
    """A return or reopening without a reason."""

    code = "alasan-kosong"
    status = 400

    def __init__(self) -> None:
        super().__init__(
            _("Alasan pengembalian wajib diisi."),
            help=_("Tuliskan apa yang harus diperbaiki agar penerima tahu yang dikerjakan."),
        )


class NotLater(Refused):
    """An extension that would not move the due time to a later moment."""

    code = "bukan-perpanjangan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Batas waktu hanya dapat diperpanjang ke saat yang lebih lambat."),
            help=_("Buka kembali halaman waktu tugas ini, lalu pilih tanggal sesudah batasnya."),
        )


class OwnDueTime(NotTheHolder):
    """Nobody gives himself more time."""

    code = "waktu-sendiri"

    def __init__(self, givers: Sequence[Position]) -> None:
        super().__init__(givers)
        self.sentence = str(
            _("Anda memegang tugas ini, sehingga tidak dapat memperpanjang batas waktunya sendiri.")
        )


class HandoverReserved(NotTheHolder):
    """What lies at a post when a term ends is for who leaves, who comes, and who is above them."""

    code = "serah-terima"

    def __init__(self, posts: Sequence[Position]) -> None:
        super().__init__(list(dict.fromkeys(posts)))
        self.sentence = str(
            _(
                "Serah terima hanya dibuka pejabat yang lama dan yang baru, atasannya, kepala, "
                "sekretaris, dan administrator."
            )
        )


class FiguresChanged(Refused):
    """A decision on figures that are no longer those that were shown."""

    code = "angka-berubah"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Angka pada tugas ini telah berubah sejak halaman Anda dibuka."),
            help=_("Buka kembali halaman tugas, periksa angka terbaru, lalu putuskan."),
        )


class CannotGiveBack(Refused):
    """This step has no way back, or the lanes named have not arrived."""

    code = "tidak-dapat-dikembalikan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Jalur yang dipilih tidak dapat dikembalikan dari langkah ini."),
            help=_("Hanya jalur yang datanya sudah masuk ke langkah ini yang dapat dikembalikan."),
        )


class NotFiled(CannotGiveBack):
    """A run is opened again only once its last step has filed the triwulan."""

    code = "belum-didokumentasikan"

    def __init__(self) -> None:
        Refused.__init__(
            self,
            _("Pelaksanaan ini belum didokumentasikan, sehingga belum dapat dibuka kembali."),
            help=_("Selama berjalan, angka diperbaiki dengan mengembalikan jalurnya."),
        )


class HopAlreadyRead(Refused):
    """A disposisi cannot be recalled once a recipient has read it."""

    code = "disposisi-sudah-dibaca"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Disposisi tidak dapat ditarik kembali karena sudah dibaca penerimanya."),
            help=_("Kirim disposisi baru yang membetulkan isi sebelumnya."),
        )


class WorkHasBegun(Refused):
    """An order cannot be withdrawn once somebody has worked on what it opened."""

    code = "sudah-dikerjakan"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Disposisi tidak dapat ditarik kembali karena pekerjaan yang dibukanya sudah "
                "dimulai atau berpindah."
            ),
            help=_("Beri tahu penerimanya, atau betulkan dengan meneruskan disposisi tambahan."),
        )


class WrongMove(Refused):
    """The move does not belong to the kind of this step."""

    code = "bukan-langkah-ini"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Tindakan ini tidak tersedia pada langkah yang sedang berjalan."),
            help=_("Buka kembali halaman tugas untuk melihat tindakan yang tersedia."),
        )


class FiguresIncomplete(Refused):
    """Figures are still empty."""

    code = "belum-lengkap"
    status = 409

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _("Belum dapat diserahkan. Yang belum selesai: %(names)s.")
            % {"names": "; ".join(names)},
            help=_("Isi angka tersebut, atau nyatakan “tidak tersedia” beserta alasannya."),
        )


class ReturnUnanswered(Refused):
    """Returned figures that are handed in as they were, without a word why they stand.

    `mends`: whether the holder writes figures himself; else he returns them to who does.
    """

    code = "belum-ditanggapi"
    status = 409

    def __init__(self, names: list[str], *, mends: bool = True) -> None:
        super().__init__(
            _("Belum dapat diserahkan. Yang dikembalikan dan belum ditanggapi: %(names)s.")
            % {"names": "; ".join(names)},
            help=_(
                "Perbaiki angka atau bukti dukungnya, atau jawab “tetap, karena …” pada Tanggapan "
                "atas pengembalian."
            )
            if mends
            else _(
                "Kembalikan angka itu kepada pengisinya, atau jawab “tetap, karena …” pada "
                "Tanggapan atas pengembalian."
            ),
        )


class ReturnUnexplained(ReturnUnanswered):
    """A lane that came back as a whole and is handed in as it was, without a word why."""

    code = "belum-dijelaskan"

    def __init__(self, *, mends: bool) -> None:
        Refused.__init__(
            self,
            _("Belum dapat diserahkan: jalur ini dikembalikan seluruhnya dan belum ada perubahan."),
            help=_(
                "Perbaiki angka atau bukti dukungnya, atau jelaskan pada Uraian/catatan mengapa "
                "semuanya tetap."
            )
            if mends
            else _(
                "Kembalikan angka yang harus diperbaiki kepada pengisinya, atau jelaskan pada "
                "Uraian/catatan mengapa semuanya tetap."
            ),
        )
