"""Rows of hours with like dates become one week; a break that lay outside its hours is dropped.

Apart from the schema: PostgreSQL alters no table whose rows changed in the same transaction.
"""

from django.db import migrations


def gather(apps, schema_editor):
    OfficeHours = apps.get_model("organization", "OfficeHours")
    WorkWeek = apps.get_model("organization", "WorkWeek")
    for row in OfficeHours.objects.order_by("pk"):
        week, is_new = WorkWeek.objects.get_or_create(
            agency_id=row.agency_id,
            starts_on=row.valid_from,
            defaults={
                "name": "Jam kerja" if row.valid_from is None else f"Mulai {row.valid_from}",
                "ends_on": row.valid_to if row.valid_from else None,
            },
        )
        if not is_new and week.ends_on and (row.valid_to is None or row.valid_to > week.ends_on):
            week.ends_on = row.valid_to
            week.save()
        row.week = week
        rest = (row.break_starts_at, row.break_ends_at)
        if None in rest or not row.starts_at < rest[0] < rest[1] < row.ends_at:
            row.break_starts_at = row.break_ends_at = None
        row.save()


class Migration(migrations.Migration):

    dependencies = [
        ("organization", "0006_work_week"),
    ]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
