"""A criterion's sentence → the rule that can check it from the register, where the sentence plainly says one."""

from __future__ import annotations

import re
from typing import Final

from teema.web.studies.models import Criterion

_WORDS: Final = {
    "vuoden": 1, "yhden": 1, "yksi": 1, "kahden": 2, "kaksi": 2, "kolmen": 3, "kolme": 3, "neljän": 4, "neljä": 4,
    "viiden": 5, "viisi": 5, "kuuden": 6, "kuusi": 6, "kymmenen": 10, "puoli": 0.5, "puolen": 0.5, "puolitoista": 1.5,
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12, "half a": 0.5,
}  # fmt: skip
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>vuo\w*|v\b|kuukau\w*|kk\b|years?|months?)"
_RELATIONSHIP = re.compile(r"\basiakas|\basiakk|\bcustomer|\bclient", re.IGNORECASE)
_NEGATED = re.compile(r"\b(ei|eivät|not|never|needn't|enintään|korkeintaan|at most)\b", re.IGNORECASE)
_AT_LEAST = re.compile(
    rf"(?:vähintään|ainakin|at least|a minimum of)\s+(?:{_NUMBER}\s+{_UNIT}|(?P<bare>vuoden|kuukauden|year))\b",
    re.IGNORECASE,
)


def proposed_rule(text: str) -> tuple[str, str]:
    """Return the rule that a criterion's sentence asks for and its value; ``judged`` where only a person can tell.

    A rule is proposed for how long the customer relationship has lasted, in whole sentences of Finnish or English; what a sentence
    denies or limits from above is left to a person.

    >>> proposed_rule("Asiakassuhde on kestänyt vähintään vuoden."), proposed_rule("Edustajalla on kokemusta palveluista.")
    (('years', '1'), ('judged', ''))
    >>> proposed_rule("The customer relationship has lasted at least two years.")
    ('years', '2')
    """
    found = _AT_LEAST.search(text)
    if not found or not _RELATIONSHIP.search(text) or _NEGATED.search(text):
        return Criterion.Rule.JUDGED.value, ""
    unit = (found["bare"] or found["unit"]).casefold()
    written = (found["number"] or "1").casefold()
    number = _WORDS.get(written) or float(written.replace(",", "."))
    years = number / 12 if unit.startswith(("kuukau", "kk", "month")) else number
    return Criterion.Rule.YEARS.value, f"{round(years, 2):g}"
