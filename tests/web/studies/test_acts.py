"""History in words: every verb has a sentence, every thing noted is told, and no page shows content."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from django.test import Client

import teema.web
from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.coding.actions.codebook import IN_VIVO, add_code, change_code, new_code, remove_code
from teema.web.coding.actions.topics import add_topic, remove_topic
from teema.web.coding.models import Code
from teema.web.history.models import Act
from teema.web.history.sentences import sentence
from teema.web.history.undoing import undo
from teema.web.studies.access import act
from teema.web.studies.models import Membership, Study
from teema.web.studies.queries.acts import acts_of, told
from teema.web.studies.rights import RIGHTS
from teema.wording import LANGUAGES, Language, explain, has, table

Noted = tuple[str, tuple[str, ...]]


def noted() -> Iterator[Noted]:
    """Give each verb that an action writes, with the names of what it notes, as the source says."""
    for file in sorted(Path(teema.web.__file__).parent.rglob("*.py")):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                verbs = [call.args[2] for call in _calls(function) if _name(call) == "act" and len(call.args) == 3]
                notes = [call for call in _calls(function) if _name(call) == "note" and call.keywords]
                names = [tuple(one.arg for one in call.keywords if one.arg and one.arg != "about") for call in notes]
                yield from ((str(verb.value), one) for verb in verbs if isinstance(verb, ast.Constant) for one in names)


def _calls(function: ast.FunctionDef) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", RIGHTS)
def test_every_right_has_a_sentence(verb: str, language: Language) -> None:
    """Each verb can be told without particulars, and its kind can be asked for."""
    sentences = table(language, "web_history.acts")[verb.replace(".", "_")]
    assert [name for _, name, _, _ in Formatter().parse(sentences["plain"]) if name] == []
    assert has(f"web_history.kinds.{verb.split('.')[0]}", language)


@pytest.mark.parametrize(("verb", "names"), sorted({one for one in noted() if one[1]}))
def test_what_an_action_notes_is_told(verb: str, names: tuple[str, ...]) -> None:
    """A sentence of the verb uses what the action notes; nothing is noted in vain."""
    plain = sentence(verb, {}, "fi")
    assert sentence(verb, dict.fromkeys(names, 7), "fi") != plain


@pytest.mark.parametrize(
    ("verb", "params", "words"),
    [
        ("coding.add", {"document": "kunta-1", "code": "odotukset"}, "koodaus lisätty dokumenttiin kunta-1: odotukset"),
        ("relevance.set", {"document": "kunta-1", "status": "out"}, "sanoja rajattu pois dokumentissa kunta-1"),
        ("codebook.move", {"code": "a", "to": ""}, "koodi siirretty: a"),
        ("codebook.move", {"code": "a", "to": "b"}, "koodi a siirretty koodin b alle"),
        ("topic.change", {"topic": "a", "done": "removed"}, "aihe poistettu: a"),
        ("interview.change", {"interview": "i", "removed": True}, "haastattelu i poistettu"),
        ("design.change", {"kind": "group", "done": "added"}, "suunnitelmaan lisätty asiakasryhmä"),
        ("member.add", {"user": "aino", "role": "coder"}, "jäsen lisätty: aino, koodaaja"),
        ("memo.write", {}, "muistiota muutettu"),
    ],
)
def test_a_sentence_says_what_was_done(verb: str, params: dict[str, object], words: str) -> None:
    """What was noted chooses the sentence and stands in it."""
    assert sentence(verb, params, "fi") == words


def test_why_something_cannot_be_undone_is_said_in_words(
    study: Study, lead: User, persona: Callable[[str], User]
) -> None:
    """The reason names the later act by what it did and who did it, not by its verb."""
    made = add_code(lead, study, name="uusi")
    change_code(persona("coder"), Code.objects.select_related("study").get(pk=made.pk), name="uudempi")
    with pytest.raises(Conflict) as refused:
        undo(lead, study.pk)
    assert "(koodia muutettu: uudempi; tekijä Coder)" in explain(refused.value, "fi")[1]


def test_codes_are_named_as_the_codebook_names_them(study: Study, lead: User) -> None:
    """A code is told by the names of its theme and its own as they are now; one that is gone by its last, unless that is an interviewee's words."""
    theme = add_code(lead, study, name="Palkan maksu")
    code = add_code(lead, study, name="ajallaan", parent=theme, label="aika")
    change_code(lead, Code.objects.select_related("study").get(pk=code.pk), name="ajoissa")
    topic = add_topic(lead, study, name="Palkat ja palkkiot")
    member = Membership.objects.get(study=study, user=lead)
    assert [row.words for row in told(acts_of(study), member)][:2] == [
        "aihe lisätty: Palkat ja palkkiot",
        "koodia muutettu: Palkan maksu › ajoissa",
    ]
    remove_topic(lead, topic)
    assert told(acts_of(study), member)[0].words == "aihe poistettu: Palkat ja palkkiot"
    with act(lead, study, "codebook.add") as changes:
        spoken = new_code(changes, study, name="ei saa ketään kiinni", stem=IN_VIVO)
        changes.note(about=spoken, code=spoken.key)
    remove_code(lead, spoken)
    assert told(acts_of(study), member)[0].words == "koodi poistettu: in-vivo"


def test_acts_are_found_by_who_what_and_state(study: Study, lead: User, persona: Callable[[str], User]) -> None:
    """Filters narrow the list; the latest is first."""
    made = add_code(lead, study, name="uusi")
    change_code(persona("coder"), Code.objects.select_related("study").get(pk=made.pk), definition="x")
    assert [act.verb for act in acts_of(study)] == ["codebook.change", "codebook.add"]
    assert [act.verb for act in acts_of(study, who=str(lead.pk))] == ["codebook.add"]
    assert not acts_of(study, kind="coding").exists()
    undo(persona("coder"), study.pk)
    assert [act.verb for act in acts_of(study, state="undone")] == ["codebook.change"]


def test_only_ones_own_latest_act_is_offered(study: Study, lead: User) -> None:
    """The latest act that holds can be undone, the one undone last redone; no other."""
    for name in ("a", "b", "c"):
        add_code(lead, study, name=name)
    undo(lead, study.pk)
    rows = told(acts_of(study), Membership.objects.get(study=study, user=lead))
    assert [(row.undoes, row.redoes) for row in rows] == [(False, True), (True, False), (False, False)]


def test_the_page_tells_and_undoes(study: Study, as_persona: Callable[[str], Client], lead: User) -> None:
    """Everyone sees the history; what was done can be undone from it, and the message says what it was."""
    place = f"/s/{study.slug}/history/"
    client = as_persona("lead")
    assert "Historia alkaa" in client.get(place).content.decode()
    add_code(lead, study, name="uusi")
    assert "Koodi lisätty koodikirjaan: uusi" in as_persona("reader").get(place).content.decode()
    assert client.get(place, {"kind": "codebook", "who": lead.pk, "state": "done"}).status_code == 200
    answer = client.post(f"/s/{study.slug}/undo/", headers={"Referer": f"http://testserver{place}"}, follow=True)
    assert "Kumottu: koodi lisätty koodikirjaan: uusi." in answer.content.decode()
    assert Act.objects.get(study=study.pk).state == Act.State.UNDONE
