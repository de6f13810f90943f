"""manage.py check_events: walk every agency's chain and name what does not fit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organization.models import Agency, Event, EventChain
from organization.services import event_hash


class Command(BaseCommand):
    help = "Memeriksa rantai catatan kejadian semua perangkat daerah."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [
            f"{agency.key}: kejadian nomor {sequence} telah diubah atau ada yang hilang sebelumnya"
            for agency in Agency.objects.all()
            for sequence in _broken(agency)
        ]
        if broken:
            raise CommandError("\n".join(broken))
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
