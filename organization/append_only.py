"""Triggers by which a database itself refuses to change or remove rows of a table."""

VERBS = ("UPDATE", "DELETE")


def guard(vendor: str, table: str) -> list[str]:
    """The statements that make a table append-only on PostgreSQL or SQLite."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name(table, verb)} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in VERBS
        ]
    function = f"{table}_append_only"
    return [
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' "
        f"USING ERRCODE = 'restrict_violation'; END $$",
        *(
            f"CREATE TRIGGER {name(table, verb)} BEFORE {verb} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
            for verb in VERBS
        ),
    ]


def release(vendor: str, table: str) -> list[str]:
    """The statements that take the guard away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER {name(table, verb)}" for verb in VERBS]
    return [
        *(f"DROP TRIGGER {name(table, verb)} ON {table}" for verb in VERBS),
        f"DROP FUNCTION {table}_append_only()",
    ]


def name(table: str, verb: str) -> str:
    """The trigger's name."""
    return f"{table}_no_{verb.lower()}"
