"""The acts on a report's way are appended, never changed or removed."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from organization import append_only

TABLES = ("reports_reportact",)


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in append_only.guard(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in append_only.release(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_formal_way")]

    operations = [migrations.RunPython(guard, release)]
