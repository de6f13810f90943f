"""The evaluation pack: what belongs to it, where each piece comes from, and its ZIP."""

from reports.pack.archive import write_archive
from reports.pack.gathering import pieces_of
from reports.pack.listing import INDEX_NAME, MANIFEST_NAME, index_of, manifest_of
from reports.pack.pieces import ABSENT, COMPONENTS, Component, Entry, Piece

__all__ = [
    "ABSENT",
    "COMPONENTS",
    "INDEX_NAME",
    "MANIFEST_NAME",
    "Component",
    "Entry",
    "Piece",
    "index_of",
    "manifest_of",
    "pieces_of",
    "write_archive",
]
