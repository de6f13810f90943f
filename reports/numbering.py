"""Numbers and names of a report's tables and pictures in the order of its pages, and their lists.

No two tables and no two pictures of a document have the same name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count

from reports.tables import Table

Picture = dict[str, str | int]
#: Anchor, label and depth of a line of the daftar isi.
Line = tuple[str, str, int]


@dataclass(slots=True)
class Numbering:
    """Gives numbers as it is asked, and keeps what `Daftar Tabel` and `Daftar Gambar` print."""

    tables: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)

    def table(self, table: Table, of: str = "") -> Table:
        """The table with its number and name; one without rows is a sentence on paper and has none.

        `of`: what it is about, where a table of this kind stands more than once.
        """
        if not table.rows:
            return table
        number = len(self.tables) + 1
        title = _own(f"{table.title}: {of}" if of else table.title, self.tables)
        self.tables.append((number, title))
        return replace(table, number=number, title=title)

    def charts(self, charts: list[Picture], title: str) -> list[Picture]:
        """The pictures with their numbers and the title they share, as parts where several do."""
        shared = title
        for place, chart in enumerate(charts, start=1):
            number = len(self.pictures) + 1
            title = f"{shared} ({place} dari {len(charts)})" if len(charts) > 1 else shared
            title = _own(title, self.pictures)
            self.pictures.append((number, title))
            chart |= {"number": number, "title": title}
        return charts


def distinct(titles: Iterable[str]) -> list[str]:
    """The titles in their order; the second of a name is its "(2)", and so on."""
    found: list[tuple[int, str]] = []
    for title in titles:
        found.append((len(found), _own(title, found)))
    return [title for _place, title in found]


def _own(title: str, taken: list[tuple[int, str]]) -> str:
    """The title, with the first number that makes it unlike those that stand already."""
    titles = {each for _number, each in taken}
    names = (f"{title} ({number})" if number > 1 else title for number in count(1))
    return next(name for name in names if name not in titles)


def contents_lines(
    *, is_reviewed: bool, analysis: Iterable[Line], annexes: Iterable[tuple[str, str]]
) -> list[Line]:
    """The daftar isi of an annual report, an agency's or the kabupaten's (PermenPAN-RB 53/2014).

    `analysis`: the lines of Bab III A; `annexes`: anchor and heading of each.
    """
    review: list[Line] = [("pernyataan-reviu", "Pernyataan Telah Direviu", 0)]
    return [
        ("kata-pengantar", "Kata Pengantar", 0),
        *(review if is_reviewed else []),
        ("ikhtisar", "Ikhtisar Eksekutif", 0),
        ("daftar-isi", "Daftar Isi", 0),
        ("daftar-tabel", "Daftar Tabel", 0),
        ("daftar-gambar", "Daftar Gambar", 0),
        ("bab-1", "Bab I Pendahuluan", 0),
        ("bab-2", "Bab II Perencanaan Kinerja", 0),
        ("bab-3", "Bab III Akuntabilitas Kinerja", 0),
        *analysis,
        ("bab-3b", "B. Realisasi Anggaran", 1),
        ("bab-4", "Bab IV Penutup", 0),
        ("lampiran", "Lampiran", 0),
        *((anchor, label, 1) for anchor, label in annexes),
    ]
