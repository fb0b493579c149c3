from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from teema.errors import Conflict
from teema.web.accounts.models import User
from teema.web.coding.actions.topics import add_topic, change_topic, merge_topics, remove_topic
from teema.web.coding.models import Coding, Topic
from teema.web.coding.queries.topics import topics_of
from teema.web.history.undoing import undo
from teema.web.insight.models import Finding, Judgement
from teema.web.studies.models import Study


def topic(study: Study, key: str) -> Topic:
    """Return a topic by its key."""
    return Topic.objects.select_related("study").get(study=study, key=key)


def test_topics_tell_the_themes_that_they_run_through(study: Study) -> None:
    """The most spoken of first, each with its themes and the expressions in them."""
    first = topics_of(study)[0]
    assert sum(theme.segments for theme in first.themes) == first.count.segments
    assert first.count.segments == max(row.count.segments for row in topics_of(study))


def test_the_same_name_is_the_same_topic(study: Study, lead: User) -> None:
    """Adding a topic that there is changes nothing; naming one so is refused."""
    before = Topic.objects.filter(study=study).count()
    assert add_topic(lead, study, name=" Tavoitettavuus ").key == "tavoitettavuus"
    assert Topic.objects.filter(study=study).count() == before
    with pytest.raises(Conflict) as refused:
        change_topic(lead, topic(study, "raportointi"), name="tavoitettavuus")
    assert refused.value.code == "B458"


def test_merged_topics_keep_their_codings_and_what_refers(study: Study, lead: User) -> None:
    """Codings, judgements and findings have the other topic, and undo gives back the first."""
    judged = Judgement.objects.filter(study=study, topic="tavoitettavuus").count()
    count = Coding.objects.filter(topic__key__in=["tavoitettavuus", "yhteystiedot"]).count()
    merge_topics(lead, topic(study, "tavoitettavuus"), into=topic(study, "yhteystiedot"))
    assert Coding.objects.filter(topic__key="yhteystiedot").count() == count
    assert Judgement.objects.filter(study=study, topic="yhteystiedot").count() == judged
    assert Finding.objects.get(study=study, key="P2").topic == "yhteystiedot"
    undo(lead, study.pk)
    assert Finding.objects.get(study=study, key="P2").topic == "tavoitettavuus"


def test_a_topic_in_use_stays(study: Study, lead: User) -> None:
    """Codings or findings keep it; one of no use goes."""
    with pytest.raises(Conflict) as refused:
        remove_topic(lead, topic(study, "tavoitettavuus"))
    assert refused.value.code == "B460"
    Coding.objects.filter(topic__key="tavoitettavuus").update(topic=None)
    with pytest.raises(Conflict) as refused:
        remove_topic(lead, topic(study, "tavoitettavuus"))
    assert refused.value.code == "B453"
    made = add_topic(lead, study, name="uusi")
    remove_topic(lead, made)
    assert not Topic.objects.filter(key="uusi").exists()


def test_pages_answer_and_write(study: Study, as_persona: Callable[[str], Client]) -> None:
    """The list opens to all; a coder adds, names and merges, a reader doesn't."""
    coder, place = as_persona("coder"), f"/s/{study.slug}/topics/"
    assert as_persona("reader").get(place).status_code == 200
    assert as_persona("reader").post(place, {"name": "x"}).status_code == 403
    assert coder.post(place, {"name": "uusi"}).status_code == 302
    made = topic(study, "uusi")
    assert coder.get(f"{place}{made.pk}/edit/").status_code == 200
    assert coder.post(f"{place}{made.pk}/edit/", {"name": "tavoitettavuus"}).status_code == 422
    assert coder.post(f"{place}{made.pk}/edit/", {"name": "uudempi"}).status_code == 302
    into = topic(study, "raportointi")
    assert coder.get(f"{place}{made.pk}/merge/").status_code == 200
    assert coder.post(f"{place}{made.pk}/merge/", {"into": into.pk}).status_code == 302
    assert coder.post(f"{place}{into.pk}/remove/")["Location"].endswith("/merge/")
