"""manage.py check_events: walk every agency's chain and name what does not fit."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organization.models import Agency, Event, EventChain
from organization.services import event_hash


class Command(BaseCommand):
    help = "Memeriksa rantai catatan kejadian semua perangkat daerah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--save", type=Path, help="tulis ujung setiap rantai ke berkas ini")
        parser.add_argument("--against", type=Path, help="bandingkan dengan ujung rantai terdahulu")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [
            f"{agency.key}: kejadian nomor {sequence} telah diubah atau ada yang hilang sebelumnya"
            for agency in Agency.objects.all()
            for sequence in _broken(agency)
        ]
        if options["against"]:
            broken += _missing(options["against"])
        if broken:
            raise CommandError("\n".join(broken))
        if options["save"]:
            options["save"].write_text("".join(_heads()), encoding="utf-8")
        self.stdout.write(f"{Event.objects.count()} kejadian utuh.")


def _broken(agency: Agency) -> list[int]:
    """The sequence numbers at which the chain breaks; its own row knows how far it reached."""
    found = []
    previous, expected = "", 1
    for event in Event.objects.filter(agency=agency).order_by("sequence").iterator():
        is_linked = event.sequence == expected and event.previous_hash == previous
        if not is_linked or event_hash(event) != event.hash:
            found.append(event.sequence)
        previous, expected = event.hash, event.sequence + 1
    chain = EventChain.objects.filter(agency=agency).first()
    if (chain.sequence, chain.last_hash) != (expected - 1, previous) if chain else expected > 1:
        found.append(expected)
    return found


def _heads() -> Iterator[str]:
    """One line per chain: agency, last number, its hash."""
    for chain in EventChain.objects.select_related("agency").order_by("agency__key"):
        yield f"{chain.agency.key} {chain.sequence} {chain.last_hash}\n"


def _missing(path: Path) -> list[str]:
    """Ends written down earlier that the chains no longer contain.

    Who owns the database can cut the end off a chain and set its row back; only what was kept
    elsewhere tells.
    """
    try:
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line]
        heads = [(key, int(sequence), last) for key, sequence, last in lines]
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: bukan berkas ujung rantai yang terbaca.") from error
    return [
        f"{key}: kejadian nomor {sequence} pada {path.name} tidak ada lagi"
        for key, sequence, last in heads
        if sequence
        and not Event.objects.filter(agency__key=key, sequence=sequence, hash=last).exists()
    ]
