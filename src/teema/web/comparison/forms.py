"""What a page of hits sends back to have them coded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from teema.web.coding.actions.hits import EXTENTS
from teema.web.coding.forms.codebook import NodeField
from teema.web.coding.models import Topic
from teema.web.coding.queries.tree import Node
from teema.web.speaking import spoken
from teema.web.studies.models import Study
from teema.wording import say


def _say(key: str) -> str:
    return say(spoken(), f"web_words.coding.{key}")


class HitsForm(forms.Form):
    """Under which code hits are put, how much of the text around them, and what it means."""

    code = NodeField()
    extent = forms.ChoiceField(initial=EXTENTS[0], required=False)
    topic = forms.ModelChoiceField(Topic.objects.none(), required=False, empty_label="–")
    reduced = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, study: Study, nodes: Sequence[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].offer(study, nodes)  # type: ignore[attr-defined]
        self.fields["code"].widget.attrs["data-finds"] = _say("find")
        self.fields["extent"].choices = [(one, _say(f"extents.{one}")) for one in EXTENTS]  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.filter(study=study)  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label = _say(f"fields.{name}")

    def clean_extent(self) -> str:
        """Return the extent; the hit itself where none is told."""
        return str(self.cleaned_data["extent"]) or EXTENTS[0]
