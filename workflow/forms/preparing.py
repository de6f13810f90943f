"""Preparing an agency: which SOP, which lanes it has, and which posts act in them."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.models import Position, Unit
from sop.definition import Definition, DefinitionErrors, parse
from sop.queries import ActorChoice, LaneChoice
from sop.services import Template

LIMIT_KB = 500
#: As many boxes are read at a glance; of a longer list only the likely ones lie open.
SHORT = 8
CHECK = {"class": "form-check-input"}


class SopChoiceForm(forms.Form):
    """One of the SOPs that come with the product, or a file."""

    template = forms.ChoiceField(
        label=gettext_lazy("SOP yang tersedia"), required=False, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas SOP sendiri (YAML)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"empty": gettext_lazy("Berkas ini kosong.")},
    )

    def __init__(self, *args: Any, templates: Sequence[Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = {each.key: each for each in templates}
        field = cast("forms.ChoiceField", self.fields["template"])
        field.choices = [(each.key, each.owner) for each in templates]
        self.problems: tuple[str, ...] = ()

    @property
    def template_chosen(self) -> Template | None:
        return self.templates.get(self.cleaned_data["template"])

    @property
    def definition(self) -> Definition:
        """What the file says; asked for only where no template was chosen."""
        found: Definition = self.cleaned_data["definition"]
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        upload, template = data["file"], data["template"]
        if bool(upload) == bool(template):
            self.add_error("template", _("Pilih salah satu SOP, atau unggah satu berkas."))
        elif upload is not None:
            data["definition"] = self._read(upload)
        return data

    def _read(self, upload: "UploadedFile[bytes]") -> Definition | None:
        if (upload.size or 0) > LIMIT_KB * 1024:
            limit = {"limit": LIMIT_KB}
            self.add_error("file", _("Berkas terlalu besar: paling banyak %(limit)d KB.") % limit)
            return None
        try:
            return parse(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("Berkas ini bukan teks berhuruf UTF-8."))
        except DefinitionErrors as errors:
            self.problems = tuple(
                _("Baris %(line)d: %(sentence)s") % {"line": each.line, "sentence": each.sentence}
                for each in errors.problems
            )
            self.add_error("file", _("Berkas ini belum dapat dipakai; lihat daftar di bawah."))
        return None


class LanesForm(forms.Form):
    """For each level, which units or posts are a lane of it."""

    def __init__(self, *args: Any, choices: Sequence[LaneChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {each.key: each for each in choices}
        for key, choice in self.choices.items():
            self.fields[key] = forms.MultipleChoiceField(
                label=_place(choice),
                choices=[(str(each.pk), each.name) for each in choice.options],
                initial=[str(pk) for pk in choice.chosen],
                widget=forms.CheckboxSelectMultiple(attrs=CHECK),
                error_messages={"required": gettext_lazy("Pilih sedikitnya satu.")},
            )

    def rows(
        self,
    ) -> Iterator[tuple[LaneChoice, forms.BoundField, list[BoundWidget], list[BoundWidget]]]:
        """Each choice with its field, the boxes near at hand, and those of a longer list."""
        for key, choice in self.choices.items():
            near: list[BoundWidget] = []
            far: list[BoundWidget] = []
            for option, box in zip(choice.options, self[key].subwidgets, strict=True):
                is_near = len(choice.options) <= SHORT or option.pk in choice.near
                (near if is_near or box.data.get("selected") else far).append(box)
            yield choice, self[key], near, far

    def chosen(self) -> dict[LaneChoice, list[Unit | Position]]:
        """What was chosen for each of them."""
        return {
            choice: [each for each in choice.options if str(each.pk) in self.cleaned_data[key]]
            for key, choice in self.choices.items()
        }


class ActorsForm(forms.Form):
    """For each actor the post that acts, and the posts that act beside it."""

    def __init__(
        self,
        *args: Any,
        choices: Sequence[ActorChoice],
        positions: Sequence[Position],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {each.key: each for each in choices}
        self.positions = {str(each.pk): each for each in positions}
        named = [(key, each.name) for key, each in self.positions.items()]
        for key, choice in self.choices.items():
            first, others = choice.chosen[:1], choice.chosen[1:]
            self.fields[key] = forms.ChoiceField(
                label=_label(choice),
                choices=[("", _("– pilih jabatan –")), *named],
                initial=str(first[0]) if first else "",
                widget=forms.Select(attrs={"class": "form-select"}),
                error_messages={"required": gettext_lazy("Pilih jabatannya.")},
            )
            if choice.lane is None:
                self.fields[f"{key}-lain"] = forms.MultipleChoiceField(
                    label=_("Jabatan lain bersama %(actor)s") % {"actor": choice.actor.label},
                    choices=named,
                    initial=[str(pk) for pk in others],
                    required=False,
                    widget=forms.CheckboxSelectMultiple(attrs=CHECK),
                )

    def rows(self) -> Iterator[tuple[ActorChoice, forms.BoundField, forms.BoundField | None]]:
        """Each choice with its field, and the one for posts beside it."""
        for key, choice in self.choices.items():
            yield choice, self[key], self[f"{key}-lain"] if choice.lane is None else None

    def chosen(self) -> dict[ActorChoice, list[Position]]:
        """The posts of each actor, the first one first, each once."""
        return {choice: self._posts(key) for key, choice in self.choices.items()}

    def _posts(self, key: str) -> list[Position]:
        keys = [self.cleaned_data[key], *self.cleaned_data.get(f"{key}-lain", ())]
        return [self.positions[each] for each in dict.fromkeys(keys)]


def _place(choice: LaneChoice) -> str:
    """The level, and the lane in which its lanes lie: so that one mistake is told from another."""
    return f"{choice.level.label} · {choice.parent.label}" if choice.parent else choice.level.label


def _label(choice: ActorChoice) -> str:
    return f"{choice.actor.label} · {choice.lane.label}" if choice.lane else choice.actor.label
