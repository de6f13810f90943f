"""What a person may not do: a family of sentences, each with who can help."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from organization.language import filled
from organization.models import Agency, Officeholder, Position, User


class Refused(Exception):
    """What a person may not do: a sentence, and who can help. The server answers with `status`."""

    _made_of: tuple[tuple[Any, ...], dict[str, Any]]

    code = "ditolak"
    status = 403

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        refusal = super().__new__(cls)
        refusal._made_of = (args, kwargs)
        return refusal

    def __init__(
        self,
        sentence: "str | StrPromise",
        help: "str | StrPromise" = "",
        agency: Agency | None = None,
    ) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.help = str(help)
        self.agency = agency

    def again(self) -> Self:
        """The same refusal in the language that is spoken now."""
        args, kwargs = self._made_of
        return type(self)(*args, **kwargs)


class NotTheHolder(Refused):
    """The person holds none of the positions that this belongs to today."""

    code = "bukan-pemegang"

    def __init__(self, positions: Iterable[Position] = ()) -> None:
        names = ", ".join(position.name for position in positions)
        super().__init__(
            _("Anda tidak sedang memegang jabatan yang menangani tugas ini."),
            help=_("Yang dapat menolong: %(names)s.") % {"names": names}
            if names
            else _("Hubungi administrator perangkat daerah Anda."),
        )


class NoPost(Refused):
    """Only who holds a post can let others work for it."""

    code = "tanpa-jabatan"

    def __init__(self) -> None:
        super().__init__(
            _("Anda tidak sedang memegang jabatan, sehingga tidak dapat menunjuk pengisi."),
            help=_("Pengisi ditunjuk oleh pemegang tugasnya sendiri."),
        )


class OwnFigures(Refused):
    """Nobody approves figures that he himself entered, also not as Plt or Plh."""

    code = "angka-sendiri"

    def __init__(self) -> None:
        super().__init__(
            _("Anda ikut mengisi angka ini, sehingga tidak dapat menyetujuinya."),
            help=_("Persetujuan beralih kepada atasan langsung atau pejabat lain yang berwenang."),
        )


class NotAppointable(Refused):
    """An account that is given no post of this agency, with the reason."""

    code = "bukan-calon-pejabat"
    status = 409

    @classmethod
    def administrator(cls, user: User, agency: Agency | None) -> "NotAppointable":
        return cls(
            filled(
                _("“%(account)s” adalah akun administrator, yang tidak memegang jabatan."),
                {"account": user.username},
            ),
            help=_("Pilih akun pejabatnya sendiri, atau buatkan akun lain untuknya."),
            agency=agency,
        )

    @classmethod
    def inactive(cls, user: User, agency: Agency) -> "NotAppointable":
        return cls(
            filled(_("Akun “%(account)s” tidak aktif."), {"account": user.username}),
            help=_("Pilih akun lain, atau minta administrator mengaktifkannya dahulu."),
            agency=agency,
        )

    @classmethod
    def stranger(cls, user: User, agency: Agency) -> "NotAppointable":
        return cls(
            filled(
                _("Akun “%(account)s” bukan akun pejabat %(agency)s."),
                {"account": user.username, "agency": agency.name},
            ),
            help=_(
                "Pilih yang memegang atau pernah memegang jabatan di perangkat daerah ini, atau "
                "minta administrator mencatatkannya."
            ),
            agency=agency,
        )

    @classmethod
    def from_elsewhere(cls, user: User, agency: Agency) -> "NotAppointable":
        return cls(
            filled(
                _("Akun “%(account)s” milik perangkat daerah lain, bukan %(agency)s."),
                {"account": user.username, "agency": agency.name},
            ),
            help=_(
                "Plh. dipilih dari perangkat daerah itu sendiri; pejabat definitif dan Plt. dari "
                "pemerintah daerah yang sama. Selain itu, buatkan akun baru."
            ),
            agency=agency,
        )


class PostTaken(Refused):
    """The post is held by somebody in a way that leaves no room for the new term."""

    code = "jabatan-terisi"
    status = 409

    def __init__(self, other: Officeholder) -> None:
        words = {"title": other.title, "name": other.user.name, "day": date_format(other.starts_on)}
        super().__init__(
            _("Jabatan itu sudah dipegang: %(title)s, %(name)s, sejak %(day)s.") % words,
            help=_("Akhiri dahulu masa jabatan itu, atau pilih tanggal yang tidak bertumpang."),
            agency=other.position.agency,
        )


class StandInActs(Refused):
    """A definitif holder would begin before the work of the Plt or Plh whom he relieves is over."""

    code = "pengganti-masih-bertindak"
    status = 409

    def __init__(self, other: Officeholder, acted_on: date | None = None) -> None:
        """`acted_on`: when he acted last; None where his term begins no earlier."""
        day = date_format(acted_on or other.starts_on)
        words = {"title": other.title, "name": other.user.name, "day": day}
        if acted_on is None:
            sentence = _("%(title)s, %(name)s, mulai %(day)s, tidak sebelum pejabat definitif.")
            way_out = _("Batalkan dahulu masa jabatan itu, atau pilih hari mulai sesudahnya.")
        else:
            sentence = _("%(title)s, %(name)s, masih bertindak pada %(day)s.")
            way_out = _(
                "Pilih hari mulai sesudah %(day)s; penggantinya berakhir sehari sebelumnya."
            )
        super().__init__(sentence % words, help=way_out % words, agency=other.position.agency)


class NotMandated(Refused):
    """A Plt or Plh that is none, or whose days are none; `field` names what is wrong."""

    code = "mandat-tidak-sesuai"
    status = 422

    def __init__(self, field: str, sentence: "str | StrPromise", agency: Agency) -> None:
        super().__init__(
            sentence,
            help=_(
                "Plt. untuk jabatan yang kosong, Plh. untuk pejabat yang berhalangan sementara "
                "(UU 30/2014 ps. 14)."
            ),
            agency=agency,
        )
        self.field = field


class CannotFill(Refused):
    """An account that cannot be named as filler."""

    code = "bukan-calon-pengisi"
    status = 409

    def __init__(self, account: str) -> None:
        super().__init__(
            _("Akun “%(account)s” tidak dapat ditunjuk sebagai pengisi.") % {"account": account},
            help=_(
                "Tunjuk akun aktif milik orang lain di perangkat daerah Anda, "
                "yang belum ditunjuk untuk jabatan ini pada tanggal itu."
            ),
        )


class TermEnded(Refused):
    """The term of office is over already, or had not begun on that day."""

    code = "masa-jabatan-berakhir"
    status = 409

    def __init__(self, term: Officeholder) -> None:
        super().__init__(
            _("Masa jabatan ini sudah berakhir lebih awal, atau belum mulai pada tanggal itu."),
            help=_("Periksa tanggal mulai dan berakhirnya pada daftar pejabat."),
            agency=term.position.agency,
        )


class OwnPost(Refused):
    """Nobody enters a post or a substitution for himself, also not as administrator."""

    code = "jabatan-sendiri"

    def __init__(self, agency: Agency) -> None:
        super().__init__(
            _("Tidak seorang pun menetapkan jabatan atau penggantian untuk dirinya sendiri."),
            help=_("Minta pejabat lain yang berwenang atau administrator lain mencatatnya."),
            agency=agency,
        )


class TermUsed(Refused):
    """A term under which something was done can be ended, not cancelled."""

    code = "masa-jabatan-terpakai"
    status = 409

    def __init__(self, term: Officeholder) -> None:
        super().__init__(
            _("Masa jabatan ini tidak dapat dibatalkan karena sudah dipakai bekerja."),
            help=_("Akhiri masa jabatannya; yang sudah tercatat tetap tercatat."),
            agency=term.position.agency,
        )


class LeaveTaken(Refused):
    """The person is on leave on some of these days already, or the leave is over."""

    code = "cuti-bertumpang"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Cuti %(name)s pada tanggal itu sudah tercatat, atau sudah berakhir.")
            % {"name": name},
            help=_("Periksa daftar cuti, lalu pilih tanggal yang tidak bertumpang."),
        )


class LeaveBeyond(Refused):
    """Leave counts in all posts of a person; one of them is not this official's to decide on."""

    code = "cuti-jabatan-lain"
    status = 409

    def __init__(self, other: Officeholder) -> None:
        words = {
            "name": other.user.name,
            "title": other.title,
            "agency": other.position.agency.name,
            "day": date_format(other.starts_on),
        }
        super().__init__(
            _(
                "Cuti berlaku pada semua jabatan, dan %(name)s pada masa itu juga memegang "
                "%(title)s di %(agency)s (sejak %(day)s), yang bukan wewenang Anda."
            )
            % words,
            help=_(
                "Pilih tanggal sebelum jabatan itu mulai, atau minta yang bersangkutan atau "
                "administrator mencatat cutinya."
            ),
            agency=other.position.agency,
        )
