"""The forms of codes and topics."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.study.codes import ASPECTS
from teema.web.coding.models import Code, Coding, Topic
from teema.web.coding.queries.tree import COLOURS, Node, below, nodes_of
from teema.web.history.seen_forms import SeenForm
from teema.web.speaking import spoken
from teema.web.studies.models import Study
from teema.wording import say

LINE = 300


def _say(key: str) -> str:
    return say(spoken(), f"web_coding.{key}")


class CodeForm(SeenForm, forms.Form):
    """What a code is called and means."""

    name = forms.CharField(max_length=LINE)
    label = forms.CharField(max_length=LINE, required=False)
    definition = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    aspect = forms.ChoiceField(required=False)
    color = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, of_theme: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = "unset" if of_theme else "inherited"
        aspects = [("", _say(f"aspects.{above}")), *((one, _say(f"aspects.{one}")) for one in ASPECTS)]
        colours = [("", _say(f"colours.{above}")), *((one, _say(f"colours.{one}")) for one in COLOURS)]
        self.fields["aspect"].choices = aspects  # type: ignore[attr-defined]
        self.fields["color"].choices = colours  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label = _say(f"fields.{name}")
        self.fields["label"].help_text = _say("help.label")
        self.fields["name"].widget.attrs["autofocus"] = True


class NodeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes none when it runs
    """A code of the codebook, shown at its depth."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Code.objects.none(), *args, **kwargs)

    def offer(self, study: Study, nodes: list[Node], empty: str = "") -> None:
        """Offer nodes, and nothing under words where ``empty`` says what that means."""
        self.queryset = Code.objects.filter(study=study, pk__in=[node.code.pk for node in nodes])
        self.choices = [("", empty or "–"), *((one.code.pk, "\u2003" * one.depth + one.code.name) for one in nodes)]


class MoveForm(forms.Form):
    """Under which code a code goes."""

    parent = NodeField(required=False)

    def __init__(self, posted: Any = None, *, code: Code) -> None:
        super().__init__(posted, initial={"parent": code.parent_id})
        own = {one.pk for one in below(code)}
        nodes = [node for node in nodes_of(code.study) if node.code.pk not in own]
        self.fields["parent"].offer(code.study, nodes, _say("move.as_theme"))  # type: ignore[attr-defined]
        self.fields["parent"].label = _say("move.parent")


class MergeForm(forms.Form):
    """With which code a code is made one."""

    into = NodeField()

    def __init__(self, *args: Any, code: Code, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {one.pk for one in below(code)}
        nodes = [node for node in nodes_of(code.study) if node.code.pk not in own]
        self.fields["into"].offer(code.study, nodes)  # type: ignore[attr-defined]
        self.fields["into"].label = _say("merge.into")


class SplitForm(forms.Form):
    """Which of a code's expressions go, and where: to another code or to a new one."""

    codings = forms.ModelMultipleChoiceField(Coding.objects.none())
    into = NodeField(required=False)
    name = forms.CharField(max_length=LINE, required=False)
    parent = NodeField(required=False)

    def __init__(self, posted: Any = None, *, code: Code) -> None:
        super().__init__(posted, initial={"parent": code.parent_id})
        nodes = nodes_of(code.study)
        others = [node for node in nodes if node.code.pk != code.pk]
        self.fields["codings"].queryset = Coding.objects.filter(code=code)  # type: ignore[attr-defined]
        self.fields["codings"].error_messages["required"] = _say("split.none")
        self.fields["into"].offer(code.study, others, _say("split.new"))  # type: ignore[attr-defined]
        self.fields["parent"].offer(code.study, nodes, _say("move.as_theme"))  # type: ignore[attr-defined]
        for name in ("into", "name", "parent"):
            self.fields[name].label = _say(f"split.{name}")

    def clean(self) -> dict[str, Any]:
        """See that there is somewhere to go."""
        values = super().clean() or {}
        if not values.get("into") and not values.get("name") and "into" not in self.errors:
            self.add_error("name", _say("split.nowhere"))
        return values


class TopicForm(SeenForm, forms.Form):
    """What a topic is called and means."""

    name = forms.CharField(max_length=LINE)
    definition = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _say(f"fields.{name}")


class MergeTopicForm(forms.Form):
    """With which topic a topic is made one."""

    into = forms.ModelChoiceField(Topic.objects.none(), empty_label="–")

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Topic.objects.filter(study=topic.study_id).exclude(pk=topic.pk).order_by("name")
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
        self.fields["into"].label = _say("topics.into")
