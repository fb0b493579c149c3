"""The acts of the grid: in place and on many, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from teema.errors import Conflict, Forbidden, NotFound, TeemaError
from teema.web.accounts.models import User
from teema.web.coding.actions import expressions as actions
from teema.web.coding.actions.expressions import Chosen, Edit
from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.coding.queries.expressions import marks
from teema.web.history.models import Act
from teema.web.history.since import moment
from teema.web.history.undoing import redo, undo
from teema.web.studies.models import Study


@pytest.fixture
def some(study: Study) -> list[Coding]:
    """Five codings of the coder of record, under one code."""
    code = Coding.objects.filter(study=study)[0].code
    return list(Coding.objects.filter(study=study, code=code).order_by("position")[:5])


def chosen(rows: list[Coding]) -> Chosen:
    """Choose rows."""
    return Chosen([row.pk for row in rows])


def written(coding: Coding, **values: str) -> Edit:
    """Write on a coding as it stands now."""
    row = Coding.objects.get(pk=coding.pk)
    reduced, _, topic = marks(row.reduced, row.topic_id).partition(".")
    return Edit(coding.pk, values.get("reduced"), values.get("topic"), reduced, topic)


def stands(study: Study) -> list[tuple[object, ...]]:
    """Return everything that the grid may change, as it stands."""
    columns = ("pk", "code", "topic", "reduced", "valence", "aspect")
    return list(Coding.objects.filter(study=study).order_by("pk").values_list(*columns))


Doing = Callable[[User, Study, Chosen], int]
ACTS: dict[str, Doing] = {
    "move": lambda actor, study, rows: actions.move_expressions(actor, study, rows, _other(study)),
    "topic": lambda actor, study, rows: actions.give_topic(actor, study, rows, "Aivan uusi aihe"),
    "no topic": lambda actor, study, rows: actions.give_topic(actor, study, rows, " "),
    "reduced": lambda actor, study, rows: actions.give_reduced(actor, study, rows, " Yhteinen pelkistys "),
    "valence": lambda actor, study, rows: actions.give_valence(actor, study, rows, 0),
    "aspect": lambda actor, study, rows: actions.give_aspect(actor, study, rows, "expectation"),
    "remove": actions.remove_expressions,
}


def _other(study: Study) -> Code:
    used = Coding.objects.filter(study=study)[0].code_id
    return Code.objects.filter(study=study, parent__isnull=False).exclude(pk=used).order_by("position")[3]


@pytest.mark.parametrize("name", ACTS)
def test_many_are_changed_as_one_act_that_is_undone_as_one(
    study: Study, lead: User, some: list[Coding], name: str
) -> None:
    """Each act on many rows is one act of the history; undo puts all back, redo does all again."""
    before, acts = stands(study), Act.objects.count()
    assert ACTS[name](lead, study, chosen(some)) == len(some)
    after = stands(study)
    assert after != before
    assert Act.objects.count() == acts + 1
    undo(lead, study.pk)
    assert stands(study) == before
    redo(lead, study.pk)
    assert stands(study) == after


@pytest.mark.parametrize("name", ACTS)
def test_one_row_of_anothers_layer_keeps_all(
    study: Study, persona: Callable[[str], User], some: list[Coding], name: str
) -> None:
    """A coder's act on rows of which one is in another's layer is refused as a whole, and told how many those are."""
    coder = persona("coder")
    Coding.objects.filter(pk__in=[row.pk for row in some[1:]]).update(coder=coder.name)
    before = stands(study)
    with pytest.raises(Forbidden) as refused:
        ACTS[name](coder, study, chosen(some))
    assert (refused.value.code, refused.value.params["count"], refused.value.params["total"]) == ("B471", 1, 5)
    assert stands(study) == before
    assert ACTS[name](coder, study, chosen(some[1:])) == 4


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(("who", "code"), [("commenter", "B102"), ("reader", "B102"), ("outsider", "B101")])
def test_only_who_codes_changes(
    study: Study, persona: Callable[[str], User], some: list[Coding], name: str, who: str, code: str
) -> None:
    """Readers, commenters and outsiders change nothing."""
    with pytest.raises(TeemaError) as refused:
        ACTS[name](persona(who), study, chosen(some))
    assert refused.value.code == code


@pytest.mark.parametrize("name", ACTS)
def test_what_somebody_changed_meanwhile_keeps_all(
    study: Study, lead: User, persona: Callable[[str], User], some: list[Coding], name: str
) -> None:
    """When somebody else changed one of the chosen since the page was made, nothing changes, and who it was is told."""
    seen, coder = moment(study.pk), persona("coder")
    Coding.objects.filter(pk=some[2].pk).update(coder=coder.name)
    actions.edit_expressions(coder, study, [written(some[2], reduced="Toisen sanat")])
    before = stands(study)
    with pytest.raises(Conflict) as refused:
        ACTS[name](lead, study, Chosen([row.pk for row in some], seen))
    assert (refused.value.code, refused.value.params["by"]) == ("B505", str(coder))
    assert stands(study) == before
    assert ACTS[name](lead, study, Chosen([row.pk for row in some], moment(study.pk))) == len(some)


def test_what_one_changed_oneself_since_is_no_conflict(study: Study, lead: User, some: list[Coding]) -> None:
    """One writes in place and then acts on many, on the same page."""
    seen = moment(study.pk)
    actions.edit_expressions(lead, study, [written(some[0], reduced="Omat sanat")])
    assert actions.give_valence(lead, study, Chosen([row.pk for row in some], seen), 0) == len(some)


def test_nothing_chosen_and_nothing_there_are_told(study: Study, lead: User, some: list[Coding]) -> None:
    """An act takes something chosen; a row that is gone keeps the others as they are."""
    with pytest.raises(Conflict) as refused:
        actions.remove_expressions(lead, study, Chosen([]))
    assert refused.value.code == "B470"
    with pytest.raises(NotFound):
        actions.remove_expressions(lead, study, Chosen([some[0].pk, uuid4()]))
    with pytest.raises(Conflict) as empty:
        actions.give_reduced(lead, study, chosen(some), "  ")
    assert empty.value.code == "B472"
    assert Coding.objects.filter(pk=some[0].pk).exists()


def test_memos_go_with_what_is_removed_and_come_back(study: Study, lead: User, some: list[Coding]) -> None:
    """A memo about a coding goes with it, one about another stays; undo brings it back."""
    for row in some[:2]:
        Memo.objects.create(study=study, key=f"m-{row.key}", text="Muistio", about=f"coding:{row.key}")
    actions.remove_expressions(lead, study, chosen(some[:1]))
    about = Memo.objects.filter(study=study, about__in=[f"coding:{row.key}" for row in some[:2]])
    assert [memo.about for memo in about] == [f"coding:{some[1].key}"]
    undo(lead, study.pk)
    assert about.all().count() == 2


def test_the_same_words_under_the_same_code_become_one(study: Study, lead: User, some: list[Coding]) -> None:
    """Moving leaves no two codings of one layer that say the same of the same words."""
    one, to = some[0], _other(study)
    Coding.objects.create(
        study=study, key="sama", document=one.document, start=one.start, end=one.end, code=to, coder=one.coder
    )
    actions.move_expressions(lead, study, chosen([one]), to)
    kept = Coding.objects.filter(document=one.document, start=one.start, end=one.end, code=to, coder=one.coder)
    assert [row.reduced for row in kept] == [one.reduced]


def test_a_code_of_another_study_takes_nothing(study: Study, lead: User, some: list[Coding]) -> None:
    """Expressions move within their study."""
    other = Code(study=Study.objects.create(key="x", slug="x", title="X"), key="x", name="X")
    with pytest.raises(NotFound):
        actions.move_expressions(lead, study, chosen(some), other)


def test_words_and_topic_are_written_in_place(study: Study, lead: User, some: list[Coding]) -> None:
    """A reduced expression and a topic are written in one act; a topic of any spelling is found, a new one made, an empty one cleared."""
    row, known = some[0], Topic.objects.filter(study=study)[0]
    actions.edit_expressions(lead, study, [written(row, reduced=" uudet sanat ", topic=known.name.upper())])
    row.refresh_from_db()
    assert (row.reduced, row.topic) == ("uudet sanat", known)
    actions.edit_expressions(lead, study, [written(row, topic="Ennennäkemätön")])
    row.refresh_from_db()
    assert str(row.topic) == "Ennennäkemätön"
    undo(lead, study.pk)
    assert not Topic.objects.filter(study=study, name="Ennennäkemätön").exists()
    actions.edit_expressions(lead, study, [written(row, topic="")])
    row.refresh_from_db()
    assert row.topic is None


def test_what_somebody_else_wrote_is_never_overwritten(
    study: Study, lead: User, persona: Callable[[str], User], some: list[Coding]
) -> None:
    """Of two who write on one field the later is told; who writes on the other field of the same row isn't in the way."""
    row, coder = some[0], persona("coder")
    Coding.objects.filter(pk=row.pk).update(coder=coder.name)
    earlier = written(row, reduced="Omat sanat", topic="Oma aihe")
    actions.edit_expressions(coder, study, [written(row, reduced="Toisen sanat")])
    with pytest.raises(Conflict) as refused:
        actions.edit_expressions(lead, study, [earlier])
    row.refresh_from_db()
    assert (refused.value.code, row.reduced) == ("B505", "Toisen sanat")
    assert not Topic.objects.filter(study=study, name="Oma aihe").exists()
    actions.edit_expressions(lead, study, [Edit(row.pk, None, "Oma aihe", earlier.seen_reduced, earlier.seen_topic)])
    row.refresh_from_db()
    assert (row.reduced, str(row.topic)) == ("Toisen sanat", "Oma aihe")


def test_a_field_that_one_left_alone_is_left_alone(
    study: Study, lead: User, persona: Callable[[str], User], some: list[Coding]
) -> None:
    """A page sends every field; where somebody else wrote meanwhile on what one didn't touch, theirs stands and one's own is saved."""
    first, second = some[:2]
    Coding.objects.filter(pk=second.pk).update(coder=persona("coder").name)
    untouched = written(second, reduced=second.reduced)
    actions.edit_expressions(persona("coder"), study, [written(second, reduced="Toisen sanat")])
    changed = actions.edit_expressions(lead, study, [written(first, reduced="Omat sanat"), untouched])
    assert [row.pk for row in changed] == [first.pk]
    assert Coding.objects.get(pk=second.pk).reduced == "Toisen sanat"


def test_the_history_tells_without_content(study: Study, lead: User, some: list[Coding]) -> None:
    """What is noted of an act holds keys and numbers, no words of the interview."""
    actions.give_reduced(lead, study, chosen(some), "Salaiset sanat")
    assert "Salaiset" not in str(Act.objects.latest("id").params)
