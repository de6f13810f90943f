"""manage.py sop_list [--json]: each SOP with its steps, actors, kinds, lanes and standard times."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from organization import clock
from sop.models import SopDocument, SopStep, SopVersion
from sop.queries import summaries, whole_version


class Command(BaseCommand):
    help = "Mendaftar SOP beserta langkah, pelaksana, jenis, jalur dan waktu bakunya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="keluaran JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        documents = SopDocument.objects.select_related("agency").order_by("key")
        found = [
            (each.document, whole_version(each.version.pk))
            for each in summaries(documents, localdate(clock.now()))
            if each.version is not None
        ]
        if options["json"]:
            rows = [_document(document, version) for document, version in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for document, version in found:
            self.stdout.write(f"{document.key}: {version.nama} (versi {version.number})")
            for step in version.steps.all():
                waktu = ", ".join(each.text for each in step.waktu.all()) or "-"
                number = step.nomor or step.nomor_read or "-"
                self.stdout.write(f"  {number} {step.actor.label} [{step.kind}] {waktu}")


def _document(document: SopDocument, version: SopVersion) -> dict[str, Any]:
    levels = {level.pk: level for level in version.lane_levels.all()}
    keys = {step.pk: step.key for step in version.steps.all()}
    return {
        "key": document.key,
        "agency": document.agency.key,
        "nama": version.nama,
        "nomor": version.nomor,
        "version": version.number,
        "sha256": version.sha256,
        "effective_on": version.effective_on.isoformat(),
        "trigger": {
            "day": version.trigger_day,
            "months": version.trigger_months,
            "shift": version.trigger_shift,
        },
        "actors": [{"key": each.key, "label": each.label} for each in version.actors.all()],
        "lanes": [
            {
                "key": level.key,
                "label": level.label,
                "of": level.of,
                "inside": levels[level.parent_id].key if level.parent_id else None,
            }
            for level in levels.values()
        ],
        "steps": [
            {
                **_step(step),
                "lane": levels[step.level_id].key if step.level_id else None,
                "next": keys[step.next_id] if step.next_id else None,
                "return_to": keys[step.return_to_id] if step.return_to_id else None,
            }
            for step in version.steps.all()
        ],
    }


def _step(step: SopStep) -> dict[str, Any]:
    return {
        "key": step.key,
        "nomor": step.nomor or step.nomor_read,
        "printed": step.is_printed,
        "kegiatan": step.kegiatan,
        "actor": step.actor.key,
        "kind": step.kind,
        "waktu": [
            {"text": each.text, "value": each.value, "unit": each.unit, "period": each.period}
            for each in step.waktu.all()
        ],
        "window": {"value": step.window_value, "unit": step.window_unit}
        if step.window_value
        else None,
    }
