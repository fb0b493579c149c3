"""Which columns each csv file of a study folder has."""

from __future__ import annotations

from teema.formats.folder.sheets import Column, Sheet, choice, day, decimal, flag, keys, text, valence, whole
from teema.study.codes import ASPECTS
from teema.study.codings import STATUSES, TIMES, WHOSE
from teema.study.conclusions import (
    KINDS,
    MEASURE_STATUSES,
    RELATIONS,
    STATES,
    VERDICTS,
    Finding,
    FindingLink,
    Judgement,
    Measure,
    Memo,
)
from teema.study.interviews import ANSWERS, Asked, Interview
from teema.study.kept import Kept
from teema.study.materials import MATERIAL_KINDS, Material
from teema.study.people import Customer, Person

CUSTOMERS = Sheet(
    "customers.csv",
    Customer,
    (
        text("id"),
        text("name"),
        text("group", refers="groups"),
        text("since"),
        keys("services"),
        text("shareholder"),
        text("notes"),
    ),
)
PEOPLE = Sheet(
    "people.csv",
    Person,
    (text("id"), text("customer", refers="customers"), text("role"), keys("area"), text("speaker")),
)
INTERVIEWS = Sheet(
    "interviews.csv",
    Interview,
    (
        text("id"),
        text("document", refers="documents"),
        text("round", refers="rounds"),
        text("customer", refers="customers"),
        keys("people", refers="people"),
        text("interviewer"),
        day("date"),
        whole("planned_min"),
        decimal("minutes"),
        text("place"),
        text("coder"),
        text("notes"),
    ),
)
ASKED = Sheet(
    "asked.csv",
    Asked,
    (
        text("interview", refers="interviews"),
        text("theme", refers="themes"),
        text("sub_theme", refers="sub_themes"),
        choice("asked", ANSWERS, "yes"),
    ),
)
JUDGEMENTS = Sheet(
    "judgements.csv",
    Judgement,
    (
        text("customer", refers="customers"),
        text("sub_theme", refers="sub_themes"),
        text("topic", refers="topics"),
        choice("state", STATES),
        text("reason"),
        text("by"),
    ),
)
FINDINGS = Sheet(
    "findings.csv",
    Finding,
    (
        text("id"),
        text("statement"),
        choice("kind", KINDS, "other"),
        text("theme", refers="themes"),
        text("sub_theme", refers="sub_themes"),
        text("topic", refers="topics"),
        keys("groups", refers="groups"),
        choice("verdict", VERDICTS),
        keys("evidence", refers="codings"),
        keys("counter_evidence", refers="codings"),
        keys("value", refers="aims"),
        text("known_internally"),
        text("status"),
    ),
)
LINKS = Sheet(
    "finding_links.csv",
    FindingLink,
    (
        text("from", "source", refers="findings"),
        text("to", "target", refers="findings"),
        choice("relation", RELATIONS, "supports"),
    ),
)
MEASURES = Sheet(
    "measures.csv",
    Measure,
    (
        text("id"),
        text("title"),
        keys("findings", refers="findings"),
        text("owner"),
        day("due"),
        choice("status", MEASURE_STATUSES, "planned"),
        text("indicator"),
        text("target"),
        keys("value", refers="aims"),
        keys("visible_to", refers="groups_or_customers"),
        text("outcome"),
    ),
)
MEMOS = Sheet("memos.csv", Memo, (text("id"), text("about"), text("title"), text("text"), day("date"), text("by")))
MATERIAL = Sheet(
    "material.csv",
    Material,
    (
        text("document", refers="documents"),
        choice("kind", MATERIAL_KINDS, "other"),
        text("title"),
        day("date"),
        text("customer", refers="customers"),
        text("group", refers="groups"),
        text("round", refers="rounds"),
        text("source"),
        text("notes"),
    ),
)
KEPT = Sheet("kept.csv", Kept, (text("id"), text("origin"), text("kind"), text("about"), text("content")))

_SPAN: tuple[Column, ...] = (text("id"), text("document", refers="documents"))
CODINGS: Sheet[dict[str, object]] = Sheet(
    "codings.csv",
    dict,
    (
        *_SPAN,
        whole("start"),
        whole("end"),
        Column("quote_text", str, str),
        text("coder"),
        text("theme", refers="themes"),
        text("sub_theme", refers="sub_themes"),
        text("topic"),
        text("reduced"),
        choice("aspect", ASPECTS),
        valence("valence"),
        choice("time", TIMES),
        choice("whose", WHOSE),
        text("service"),
        flag("quote"),
        text("memo"),
    ),
)
RELEVANCE: Sheet[dict[str, object]] = Sheet(
    "relevance.csv",
    dict,
    (
        *_SPAN,
        whole("start"),
        whole("end"),
        Column("quote_text", str, str),
        choice("status", STATUSES, "out"),
        text("reason"),
        text("coder"),
    ),
)
TURNS: Sheet[dict[str, object]] = Sheet(
    "turns.csv",
    dict,
    (
        text("document", refers="documents"),
        whole("start"),
        whole("end"),
        text("speaker"),
        whole("from_ms"),
        whole("to_ms"),
        whole("speech"),
    ),
)
