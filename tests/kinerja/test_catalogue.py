"""The catalogue is compiled at install, with Python alone."""

import gettext
import os

from kinerja.catalogue import compile_catalogues

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Masuk"\nmsgstr "%s"\n'


def said(path):
    with path.open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Masuk")


def test_only_what_is_newer_is_compiled(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, target = folder / "django.po", folder / "django.mo"
    source.write_text(PO % "Sign in", encoding="utf-8")
    assert compile_catalogues(tmp_path) == [target]
    assert said(target) == "Sign in"
    assert compile_catalogues(tmp_path) == []
    source.write_text(PO % "Enter", encoding="utf-8")
    later = target.stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_catalogues(tmp_path) == [target]
    assert said(target) == "Enter"
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
