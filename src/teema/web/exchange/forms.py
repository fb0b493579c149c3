"""Forms of a new study, of bringing one in, and of taking one out."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.formats.folder.presets import PRESETS
from teema.web.exchange.tasks import ENDINGS
from teema.web.speaking import spoken
from teema.wording import LANGUAGES, say


def _say(key: str) -> str:
    return say(spoken(), f"web_exchange.{key}")


class MultipleFileInput(forms.ClearableFileInput):
    """A place for several files."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files; the value is a list."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, each checked."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFiles, self).clean(one, initial) for one in given or [None]]


class _Worded(forms.Form):
    """A form whose labels and hints stand in ``web_exchange.PART``."""

    part = ""
    hinted: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _say(f"{self.part}.fields.{name}")
            field.help_text = _say(f"{self.part}.hints.{name}") if name in self.hinted else ""


class NewStudyForm(_Worded):
    """What a study begins with."""

    part, hinted = "new", ("title", "preset", "language")
    title = forms.CharField(max_length=300)
    preset = forms.ChoiceField(widget=forms.RadioSelect, initial=PRESETS[0])
    language = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preset"].choices = [(one, _say(f"new.presets.{one}")) for one in PRESETS]  # type: ignore[attr-defined]
        self.fields["language"].choices = [(one, _say(f"new.languages.{one}")) for one in LANGUAGES]  # type: ignore[attr-defined]
        self.fields["language"].initial = spoken()


class OpenForm(_Worded):
    """Files that hold a study, and what comes along only when it is asked for."""

    part, hinted = "open", ("sources", "register", "originals", "project", "separator")
    sources = ManyFiles()
    register = forms.BooleanField(required=False)
    originals = forms.BooleanField(required=False)
    project = forms.CharField(required=False, max_length=200)
    separator = forms.CharField(required=False, max_length=5)

    def usual(self) -> list[forms.BoundField]:
        """Return the fields that everyone meets."""
        return [self[name] for name in ("sources", "originals", "register")]

    def seldom(self) -> list[forms.BoundField]:
        """Return the fields that only a Taguette file needs."""
        return [self[name] for name in ("project", "separator")]


class MergeForm(_Worded):
    """A workbook or a codebook that goes into a study that is there."""

    part, hinted = "merge", ("file",)
    file = forms.FileField()


class SaveForm(_Worded):
    """In which form a study leaves, and with what."""

    part, hinted = "transfer", ("originals", "register")
    form = forms.ChoiceField(widget=forms.RadioSelect, initial="folder")
    originals = forms.BooleanField(required=False)
    register = forms.BooleanField(required=False)

    def __init__(self, *args: Any, sees_names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(one, _say(f"transfer.forms.{one}")) for one in ENDINGS]  # type: ignore[attr-defined]
        if not sees_names:
            del self.fields["register"]

    def clean(self) -> dict[str, Any]:
        """Real names leave in a study folder only."""
        cleaned = super().clean() or {}
        if cleaned.get("register") and cleaned.get("form") != "folder":
            self.add_error("register", _say("transfer.names_need_a_folder"))
        return cleaned
