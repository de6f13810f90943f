"""Revisions and targets are appended, never changed or removed: the databases refuse it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("indicators_realisasirevision", "indicators_targetrevision")


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(_trigger(schema_editor.connection.vendor, table, verb))


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on = " ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            schema_editor.execute(f"DROP TRIGGER {name}{on.format(table=table)}")


def _trigger(vendor: str, table: str, verb: str) -> str:
    name = f"{table}_no_{verb.lower()}"
    if vendor == "sqlite":
        return (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; "
        f"END $$ LANGUAGE plpgsql; "
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
