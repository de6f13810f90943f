"""Every report has its code; files given out are listed once and for all."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import reports.codes
from organization import append_only

TABLES = ("reports_reportfile",)


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in append_only.guard(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in append_only.release(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_codes_and_files")]

    operations = [
        migrations.AlterField(
            model_name="report",
            name="code",
            field=models.CharField(
                default=reports.codes.new_code,
                max_length=10,
                unique=True,
                verbose_name="kode verifikasi",
            ),
        ),
        migrations.RunPython(guard, release),
    ]
