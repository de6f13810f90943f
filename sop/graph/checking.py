"""Whether an SOP can run to its end, and where it cannot: every rule with its sentence."""

from collections.abc import Callable, Iterator

from organization.wording import say as _
from sop.graph.shape import CLOCKS, JUDGING_KINDS, KINDS, RETURNING_KINDS, Graph, GraphProblem, Node


def check(graph: Graph) -> list[GraphProblem]:
    """Everything that keeps this graph from running to its end, empty when it can run.

    Broken references are told first and alone: the other rules need whole keys.
    """
    if not graph.steps:
        return [GraphProblem("", "steps", _("SOP tidak memiliki satu langkah pun."))]
    broken = [*_unknown_levels(graph), *_unknown_references(graph)]
    if broken:
        return broken
    return [problem for rule in _RULES for problem in rule(graph)]


def _unknown_levels(graph: Graph) -> Iterator[GraphProblem]:
    for level in graph.levels.values():
        if level.inside is not None and level.inside not in graph.levels:
            yield GraphProblem(
                level.key,
                "inside",
                _(
                    "Jenjang jalur “%(key)s” berada di dalam “%(inside)s”, tetapi "
                    "jenjang itu tidak ada."
                )
                % {"key": level.key, "inside": level.inside},
            )
        elif level.inside is not None and level.key in _parents(graph, level.inside):
            yield GraphProblem(
                level.key,
                "inside",
                _("Jenjang jalur “%(key)s” berada di dalam dirinya sendiri.") % {"key": level.key},
            )


def _parents(graph: Graph, start: str) -> set[str]:
    seen: set[str] = set()
    level: str | None = start
    while level is not None and level in graph.levels and level not in seen:
        seen.add(level)
        level = graph.levels[level].inside
    return seen


def _unknown_references(graph: Graph) -> Iterator[GraphProblem]:
    for node in graph.steps.values():
        if node.kind not in KINDS:
            yield _problem(node, "kind", _("jenis “%(kind)s” tidak dikenal") % {"kind": node.kind})
        if node.actor not in graph.actors:
            yield _problem(
                node,
                "actor",
                _("pelaksana “%(actor)s” tidak ada pada actors") % {"actor": node.actor},
            )
        if node.level is not None and node.level not in graph.levels:
            yield _problem(
                node, "lane", _("jalur “%(level)s” tidak ada pada lanes") % {"level": node.level}
            )
        for field, target in (("next", node.next), ("return_to", node.return_to)):
            if target is not None and target not in graph.steps:
                yield _problem(
                    node, field, _("langkah “%(target)s” tidak ada") % {"target": target}
                )


def _ends(graph: Graph) -> Iterator[GraphProblem]:
    """The chain ends, in a document step, at the centre."""
    *_before, end = (graph.steps[key] for key in graph.chain())
    if end.next is not None:
        yield _problem(
            end,
            "next",
            _("kembali maju ke “%(next)s”, sehingga alur berputar dan tidak selesai")
            % {"next": end.next},
        )
        return
    if end.kind != "document":
        yield _problem(end, "kind", _("langkah terakhir harus berjenis document"))
    if end.level is not None:
        yield _problem(
            end,
            "lane",
            _("langkah terakhir berada di jalur “%(level)s” yang tidak pernah dihimpun")
            % {"level": end.level},
        )


def _reached(graph: Graph) -> Iterator[GraphProblem]:
    reached = set(graph.chain())
    for node in graph.steps.values():
        if node.key not in reached:
            yield _problem(node, "key", _("tidak pernah dicapai dari langkah pertama"))


def _documents_last(graph: Graph) -> Iterator[GraphProblem]:
    for node in graph.steps.values():
        if node.kind == "document" and node.next is not None:
            yield _problem(node, "next", _("jenis document hanya boleh menjadi langkah terakhir"))


def _collects(graph: Graph) -> Iterator[GraphProblem]:
    if not any(node.kind == "collect" for node in graph.steps.values()):
        yield GraphProblem(
            "",
            "steps",
            _("Tidak ada langkah berjenis collect, sehingga data kinerja tidak terkumpul."),
        )


def _forks(graph: Graph) -> Iterator[GraphProblem]:
    """Every level is used, and lanes open and close one inside the other."""
    used = {level for node in graph.steps.values() for level in graph.lineage(node.level)}
    for key in graph.levels:
        if key not in used:
            yield GraphProblem(
                key,
                "key",
                _("Jalur “%(key)s” tidak pernah dibuka: tidak ada langkah di dalamnya.")
                % {"key": key},
            )
    for node in graph.steps.values():
        if node.next is not None and not _nested(graph, node.level, graph.level_of(node.next)):
            yield _problem(
                node,
                "next",
                _(
                    "dari jalur “%(level)s” tidak dapat langsung ke jalur "
                    "“%(names)s”: himpun dahulu, baru bercabang lagi"
                )
                % {"level": node.level, "names": graph.level_of(node.next)},
            )


def _nested(graph: Graph, one: str | None, other: str | None) -> bool:
    return one == other or graph.is_ancestor(one, other) or graph.is_ancestor(other, one)


def _returns(graph: Graph) -> Iterator[GraphProblem]:
    """A return points back, to the same level or to lanes beneath, from a step that may judge."""
    for node in graph.steps.values():
        if node.return_to is None:
            if node.kind in JUDGING_KINDS:
                yield _problem(
                    node, "kind", _("jenis %(kind)s harus menyebut return_to") % {"kind": node.kind}
                )
            continue
        if node.kind not in RETURNING_KINDS:
            yield _problem(
                node,
                "return_to",
                _("jenis %(kind)s tidak dapat mengembalikan") % {"kind": node.kind},
            )
        if node.return_to == node.key or not graph.path(node.return_to, node.key):
            yield _problem(
                node,
                "return_to",
                _("“%(return_to)s” bukan langkah sebelumnya (kembali ke depan)")
                % {"return_to": node.return_to},
            )
        target = graph.level_of(node.return_to)
        if target != node.level and not graph.is_ancestor(node.level, target):
            yield _problem(
                node,
                "return_to",
                _("“%(return_to)s” berada di luar jalur yang dihimpun langkah ini")
                % {"return_to": node.return_to},
            )


def _clocks(graph: Graph) -> Iterator[GraphProblem]:
    for node in graph.steps.values():
        if node.issued_by_clock and (node.kind != "assign" or node.key != graph.first.key):
            yield _problem(
                node,
                "issued_by_clock",
                _("hanya langkah pertama berjenis assign yang terbit otomatis"),
            )
        if node.clock not in CLOCKS:
            yield _problem(
                node,
                "clock",
                _("clock “%(clock)s” tidak dikenal (siap atau fork)") % {"clock": node.clock},
            )
        elif node.clock == "fork" and not graph.is_join(node.key):
            yield _problem(node, "clock", _("clock fork hanya untuk langkah yang menghimpun jalur"))


def _problem(node: Node, field: str, what: str) -> GraphProblem:
    return GraphProblem(
        node.key, field, _("Langkah “%(key)s”: %(what)s.") % {"key": node.key, "what": what}
    )


_RULES: tuple[Callable[[Graph], Iterator[GraphProblem]], ...] = (
    _ends,
    _reached,
    _documents_last,
    _collects,
    _forks,
    _returns,
    _clocks,
)
