"""Rows of these tables are appended, never changed or removed: the databases refuse it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from organization import append_only

TABLES = (
    "reports_snapshot",
    "reports_reportfile",
    "reports_reportact",
    "reports_signedcopy",
    "reports_issuedpaper",
)


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in append_only.guard(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for statement in append_only.release(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
