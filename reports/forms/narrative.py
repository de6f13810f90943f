"""The year's texts: one text area per section, and three per sasaran."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from indicators.models import Sasaran
from organization.richtext import MARKED
from reports.models import Narrative
from reports.placeholders import MONEY, unknown
from reports.queries import Written
from reports.tables import PER_SASARAN, SECTIONS

LETTERS = 20_000
#: Before the name of a field: what its text was when the page was opened, as a digest.
OPENED = "dibuka-"
DIGEST = 16
MARKS = _(
    "**tebal**, *miring*; baris berurutan yang diawali “- ” menjadi daftar, “1. ” dan “2. ” "
    "daftar bernomor."
)


def _plain(text: object) -> str:
    """A text without the line ends of a browser."""
    return str(text or "").replace("\r\n", "\n").strip()


def _name(section: str, sasaran: int | None) -> str:
    return section if sasaran is None else f"{section}-{sasaran}"


def _digest(text: object) -> str:
    return hashlib.sha256(_plain(text).encode()).hexdigest()[:DIGEST]


class NarrativeForm(forms.Form):
    """All texts of an agency's year; fields are named section or section-sasaran id.

    `sections`: key → heading; `codes` and `words`: what may stand in braces.
    """

    def __init__(
        self,
        *args: object,
        sasaran: list[Sasaran],
        saved: list[Narrative],
        sections: Mapping[str, str] = SECTIONS,
        codes: Collection[str] = (),
        words: Collection[str] = tuple(MONEY),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.sasaran = {each.pk: each for each in sasaran}
        self.names: list[str] = []
        self.codes, self.words = frozenset(codes), words
        texts = {(row.section, row.sasaran_id): row.text for row in saved}
        self._markups = {_name(row.section, row.sasaran_id): row.markup for row in saved}
        for section, label in sections.items():
            if section not in PER_SASARAN:
                self._add(section, label, texts.get((section, None), ""))
        for each in sasaran:
            for section in PER_SASARAN:
                label = f"{sections[section]} — {each.name}"
                self._add(_name(section, each.pk), label, texts.get((section, each.pk), ""))

    def _add(self, name: str, label: str, text: str) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            initial=text,
            required=False,
            max_length=LETTERS,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=MARKS,
        )
        opened = forms.CharField(
            initial=_digest(text), required=False, max_length=DIGEST, widget=forms.HiddenInput
        )
        self.fields[f"{OPENED}{name}"] = opened
        self.names.append(name)

    def clean(self) -> dict[str, Any]:
        """A text is overwritten neither by its absence nor when another saved it meanwhile."""
        cleaned = super().clean() or {}
        for name in self.names:
            if name not in self.data:
                cleaned[name] = self.fields[name].initial
                continue
            self._expect_known(name, cleaned.get(name) or "")
            saved, typed = _plain(self.fields[name].initial), _plain(cleaned.get(name))
            opened = cleaned.get(f"{OPENED}{name}") or _digest(saved)
            if opened == _digest(saved):
                continue
            if opened == _digest(typed):
                cleaned[name] = saved
            elif typed != saved:
                self.add_error(
                    name,
                    _(
                        "Bagian ini disimpan orang lain sejak halaman dibuka, menjadi: “%(text)s”. "
                        "Salin teks Anda, muat ulang halaman ini, lalu gabungkan."
                    )
                    % {"text": saved},
                )
        return cleaned

    def _expect_known(self, name: str, text: str) -> None:
        """Every figure in braces is one that the report can fill in."""
        if wrong := unknown(text, self.codes, self.words):
            self.add_error(
                name,
                _(
                    "Tidak dikenal: %(wrong)s. Pakai salah satu bentuk dalam petunjuk di atas "
                    "dengan kode indikator yang ada, misalnya {capaian:KODE}."
                )
                % {"wrong": ", ".join(dict.fromkeys(wrong))},
            )

    def changed(self) -> list[tuple[str, Sasaran | None, str]]:
        """Section, sasaran and text of every field that was changed."""
        found = []
        for name in self.names:
            if _plain(self.cleaned_data[name]) == _plain(self.fields[name].initial):
                continue
            section, _dash, pk = name.partition("-")
            sasaran = self.sasaran[int(pk)] if pk else None
            found.append((section, sasaran, self.cleaned_data[name]))
        return found

    def markup_of(self, name: str) -> int:
        """The format in which a text as typed would be printed: its own until it is changed."""
        is_changed = _plain(self[name].value()) != _plain(self.fields[name].initial)
        return MARKED if is_changed else self._markups.get(name, MARKED)

    @property
    def texts(self) -> list[BoundField]:
        """The text areas, in the order of the report."""
        return [self[name] for name in self.names]

    @property
    def empty(self) -> list[BoundField]:
        """The texts of which nothing is saved."""
        return [self[name] for name in self.names if not self.fields[name].initial]

    @property
    def written(self) -> Written:
        """How many texts are saved."""
        whole = len(self.names)
        return Written(whole - len(self.empty), whole)
