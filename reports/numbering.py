"""Numbers of a report's tables and pictures in the order of its pages, and the lists of both."""

from dataclasses import dataclass, field, replace

from reports.tables import Table

Picture = dict[str, str | int]


@dataclass(slots=True)
class Numbering:
    """Gives numbers as it is asked, and keeps what `Daftar Tabel` and `Daftar Gambar` print."""

    tables: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)

    def table(self, table: Table, of: str = "") -> Table:
        """The table with its number; one without rows is a sentence on paper and has none."""
        if not table.rows:
            return table
        number = len(self.tables) + 1
        self.tables.append((number, f"{table.title}: {of}" if of else table.title))
        return replace(table, number=number)

    def charts(self, charts: list[Picture], title: str) -> list[Picture]:
        """The pictures with their numbers and the title they share, as parts where several do."""
        shared = title
        for place, chart in enumerate(charts, start=1):
            number = len(self.pictures) + 1
            title = f"{shared} ({place} dari {len(charts)})" if len(charts) > 1 else shared
            self.pictures.append((number, title))
            chart |= {"number": number, "title": title}
        return charts
