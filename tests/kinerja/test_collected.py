"""Static files are collected anew exactly when something about them has changed."""

from pathlib import Path

import pytest

from kinerja.collected import fingerprint, is_collected, note_collected


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "app.css").write_text("a {}")
    (tmp_path / "requirements.txt").write_text("django==5.2.19")
    (tmp_path / "var").mkdir()
    return tmp_path


def test_a_first_start_collects(root):
    assert not is_collected(root / "var", fingerprint(root))


def test_a_second_start_has_nothing_to_collect(root):
    note_collected(root / "var", fingerprint(root))
    assert is_collected(root / "var", fingerprint(root))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("static/css/app.css", "a { color: red }"),
        ("static/css/new.css", ""),
        ("requirements.txt", "django==5.2.20"),
    ],
)
def test_a_change_is_collected(root, path, text):
    note_collected(root / "var", fingerprint(root))
    (root / path).write_text(text)
    assert not is_collected(root / "var", fingerprint(root))


def test_a_removed_file_is_collected_too(root):
    note_collected(root / "var", fingerprint(root))
    (root / "static" / "css" / "app.css").unlink()
    assert not is_collected(root / "var", fingerprint(root))
