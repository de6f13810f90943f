"""A guarded table takes new rows and refuses every change, until the guard is taken away."""

import pytest
from django.db import IntegrityError, connection, transaction

from organization import append_only

pytestmark = pytest.mark.django_db
TABLE = "contoh_catatan"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def table():
    run("CREATE TABLE contoh_catatan (id integer PRIMARY KEY, isi text)")
    run(*append_only.guard(connection.vendor, TABLE))
    run("INSERT INTO contoh_catatan VALUES (1, 'asal')")


def content() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, isi FROM contoh_catatan ORDER BY id")
        return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contoh_catatan SET isi = 'lain'",
        "UPDATE contoh_catatan SET isi = isi",
        "DELETE FROM contoh_catatan",
        "DELETE FROM contoh_catatan WHERE id = 1",
    ],
)
def test_a_change_is_refused_by_the_database(table, statement):
    with (
        pytest.raises(IntegrityError, match=f"{TABLE} is append-only"),
        transaction.atomic(),
    ):
        run(statement)
    assert content() == [(1, "asal")]


def test_new_rows_are_taken(table):
    run("INSERT INTO contoh_catatan VALUES (2, 'baru')")
    assert content() == [(1, "asal"), (2, "baru")]


def test_a_released_table_can_be_changed_and_guarded_again(table):
    run(*append_only.release(connection.vendor, TABLE))
    run("UPDATE contoh_catatan SET isi = 'lain'")
    assert content() == [(1, "lain")]
    run(*append_only.guard(connection.vendor, TABLE))
    with pytest.raises(IntegrityError), transaction.atomic():
        run("DELETE FROM contoh_catatan")
