"""Two locks held by the databases themselves.

Revisions and targets are appended, never changed or removed. A figure that was handed over or
approved is locked: while it is `diserahkan` only its wording, or the mending of the report's
maker, may be appended; while it is `disetujui` only the final figure of a provisional one. It
opens by a return alone.
A later migration that makes one of the two tables anew on SQLite has to release and guard again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from organization import append_only

TABLES = ("indicators_realisasirevision", "indicators_targetrevision")
FIGURES = "indicators_realisasi"
REVISIONS = "indicators_realisasirevision"
REVISION_LOCK, FIGURE_LOCK = f"{REVISIONS}_locked", f"{FIGURES}_locked"
REFUSAL = "a figure handed over or approved is locked"


def fits(state: str, origin: str) -> str:
    """The condition under which a revision of this origin may come to a figure in this state."""
    return (
        f"({state} NOT IN ('diserahkan', 'disetujui')"
        f" OR ({state} = 'diserahkan' AND {origin} IN ('redaksi', 'perbaikan'))"
        f" OR ({state} = 'disetujui' AND {origin} = 'tetap'))"
    )


NEW_REVISION = (
    f"EXISTS (SELECT 1 FROM {FIGURES} f WHERE f.id = NEW.realisasi_id"
    f" AND NOT {fits('f.state', 'NEW.origin')})"
)
OPENED = (
    "(OLD.state IN ('diserahkan', 'disetujui') AND NEW.state = 'draf')"
    " OR (OLD.state = 'disetujui' AND NEW.state = 'diserahkan')"
)
#: SQLite and PostgreSQL write "differs, NULL included" in different words.
EXCHANGED = (
    "(OLD.state IN ('diserahkan', 'disetujui') AND NEW.state = OLD.state"
    " AND {differs} AND NOT EXISTS"
    f" (SELECT 1 FROM {REVISIONS} r WHERE r.id = NEW.current_id AND r.realisasi_id = NEW.id"
    f" AND {fits('NEW.state', 'r.origin')}))"
)


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        changed = f"{OPENED} OR {EXCHANGED.format(differs='NEW.current_id IS NOT OLD.current_id')}"
        statements = [
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for name, verb, table, condition in (
                (REVISION_LOCK, "INSERT", REVISIONS, NEW_REVISION),
                (FIGURE_LOCK, "UPDATE", FIGURES, changed),
            )
        ]
    else:
        differs = EXCHANGED.format(differs="NEW.current_id IS DISTINCT FROM OLD.current_id")
        statements = [
            statement
            for name, verb, table, condition in (
                (REVISION_LOCK, "INSERT", REVISIONS, NEW_REVISION),
                (FIGURE_LOCK, "UPDATE", FIGURES, f"{OPENED} OR {differs}"),
            )
            for statement in (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' "
                f"USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$",
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            )
        ]
    for table in TABLES:
        statements += append_only.guard(schema_editor.connection.vendor, table)
    for statement in statements:
        schema_editor.execute(statement)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table in ((REVISION_LOCK, REVISIONS), (FIGURE_LOCK, FIGURES)):
        schema_editor.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
        if not is_sqlite:
            schema_editor.execute(f"DROP FUNCTION {name}()")
    for table in TABLES:
        for statement in append_only.release(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
