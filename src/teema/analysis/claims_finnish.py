"""Vague quantifiers of Finnish statements: kaikissa haastatteluissa, suurimmalla osalla, jotkut, eräs asiakas, kukaan ei.

A quantifier is a claim about customers only when its head is a word for those who were asked, or when it stands alone as
they do. The head of *kaikissa uusissa järjestelmissä* is found by agreement in case; the head of *osa asiakkaista* by its
elative. Where that cannot be told, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.analysis.claims import Claim, Clause, Quantifier, Word, claim, clauses, listed

_Case: TypeAlias = Literal[
    "singular",
    "plural",
    "genitive",
    "genitives",
    "partitive",
    "inessive",
    "elative",
    "adessive",
    "ablative",
    "allative",
]
_Kind: TypeAlias = Literal["pronoun", "determiner", "person", "share"]
_LOCATIVES: dict[_Case, str] = {
    "inessive": "ss{}",
    "elative": "st{}",
    "adessive": "ll{}",
    "ablative": "lt{}",
    "allative": "lle",
}
_OWN = "(?:[aäe]n|ns[aä]|mme)?"
_ENDINGS: dict[_Case, re.Pattern[str]] = {
    "singular": re.compile(r"(?!)"),
    "plural": re.compile(r"t$"),
    "genitive": re.compile(r"n$"),
    "genitives": re.compile(r"([ij]en|iden|itten|sten|tten)$"),
    "partitive": re.compile(r"[ij]t?[aä]$"),
    "inessive": re.compile(rf"ss[aä]{_OWN}$"),
    "elative": re.compile(rf"st[aä]{_OWN}$"),
    "adessive": re.compile(rf"ll[aä]{_OWN}$"),
    "ablative": re.compile(rf"lt[aä]{_OWN}$"),
    "allative": re.compile(rf"lle{_OWN}$"),
}
_ELATIVE_PLURAL = re.compile(r"ist[aä]$")


@dataclass(frozen=True, slots=True)
class _Form:
    """What one inflected form claims, the case that its head shares, and how it may stand."""

    quantifier: Quantifier
    case: _Case
    kind: _Kind


def _forms(quantifier: Quantifier, kind: _Kind, stem: str, tail: str = "", **others: _Case) -> dict[str, _Form]:
    """Make the five local cases of a stem, and the other forms given."""
    vowel = "ä" if re.search(r"[yäö]|yhde|kene|mi$", stem) and not re.search(r"[aou]", stem) else "a"
    local = {stem + ending.format(vowel) + tail: case for case, ending in _LOCATIVES.items()}
    return {word: _Form(quantifier, case, kind) for word, case in {**local, **others}.items()}


_FORMS: dict[str, _Form] = {
    **_forms("all", "pronoun", "kaiki", kaikki="plural", kaikkien="genitives", kaikkia="partitive"),
    **_forms("all", "determiner", "jokaise", jokainen="singular", jokaisen="genitive"),
    **_forms("all", "determiner", "molemmi", molemmat="plural", molempien="genitives"),
    **_forms("most", "pronoun", "useimmi", useimmat="plural", useimpien="genitives", useimpia="partitive"),
    **_forms(
        "some", "pronoun", "joi", "kin", jotkut="plural", jotkin="plural", joidenkin="genitives", joitakin="partitive"
    ),
    **_forms("some", "pronoun", "joi", "in", joitain="partitive"),
    **_forms("some", "pronoun", "toisi", toiset="plural", toisten="genitives"),
    **_forms("some", "determiner", "eräi", eräät="plural", eräiden="genitives"),
    **_forms("some", "determiner", "muutama", muutama="singular", muutaman="genitive"),
    **_forms("some", "determiner", "muutami", muutamat="plural", muutamien="genitives"),
    **_forms("one", "determiner", "yhde", yksi="singular", yhden="genitive"),
    **_forms("one", "determiner", "erää", eräs="singular", erään="genitive"),
    **_forms("none", "determiner", "yhde", "kään", yksikään="singular", yhdenkään="genitive"),
    **_forms("none", "determiner", "mi", "än", mikään="singular", minkään="genitive"),
    **_forms("none", "person", "kene", "kään", kukaan="singular", kenenkään="genitive", ketään="singular"),
    **_forms("some", "share", "osa", osa="singular", osan="genitive"),
    **_forms("most", "share", "valtaosa", valtaosa="singular", valtaosan="genitive"),
    **_forms("most", "share", "enemmistö", enemmistö="singular", enemmistön="genitive"),
    **_forms("half", "share", "puole", puolet="plural"),
}

_NO_STAFF = r"(?<!henkilö)(?<!lauta)(?<!toimi)(?<!maa)"
_LOCAL = r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle)"
_ASKED = re.compile(
    rf"""
    (?: asiakas(?:ta)? | asiakka\w+ | asiakkuu\w+ | asukas(?:ta)? | asukka\w+
      | haastateltav\w{{1,6}} | haastatel(?:tu|lu)\w{{0,5}} | haastattelu(?:[nta]|ja|jen|iden|i?{_LOCAL})?
      | (?:vastaaj|edustaj|osallistuj|käyttäj|tilaaj|opettaj|opiskelij)\w{{1,6}} | (?:oppila|potila)\w{{1,6}}
      | {_NO_STAFF}kun(?:ta|taa|nan|nat|tia|tien|n[ai]{_LOCAL})
      | yhtym(?:ä|ää|än|ät|iä|ien|[äi]{_LOCAL})
      | (?:(?<!työ)yhteisö|yhtiö)(?:[änt]|tä|jä|jen|iden|itä|i?{_LOCAL})?
      | kaupun(?:ki|kia|kien|keja|gin|git|ge?i{_LOCAL})
      | organisaatio(?:[nt]|ta|ita|iden|i?{_LOCAL})?
      | (?:yrity|yhdisty)(?:s|stä|ksen|kset|ksiä|sten|ks[ei]{_LOCAL})
    )$
    """,
    re.VERBOSE,
)
_NEGATIONS = listed("ei eivät eikä eivätkä en emme ettei etteivät etten ellei elleivät vaikkei jottei jollei koskei")
_COPULAS = listed("on oli ovat olivat olisi ole ollut olleet")
_POSTPOSITIONS = listed("kanssa muassa mielestä mukaan kohdalla osalta keskuudessa puolesta tapaan")
_NUMERALS = listed("kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen")
_OPENERS = listed("""mutta ja vaan kun että sillä vaikka taas kuitenkin lisäksi toisaalta noin myös vain ainakin sen sijaan koska jos
    tosin silti joskin sekä samoin kuten yli alle lähes miltei melkein runsas reilu""")
_ADVERBS = _OPENERS | listed("puolestaan siis aina jo vielä nyt nykyään edelleen hyvin varsin yhtä usein")
_NEARLY = listed("miltei lähes melkein liki likimain")
_BOUNDS = listed("ainakin vähintään korkeintaan enintään kuin paitsi")
_COMPARED = re.compile(r"(mpi|mmin|mp[aä]\w*|enemmän|vähemmän|eniten|vähiten|parhaiten|in)$")
_FINITE_PLURAL = re.compile(r"v[aä]t$")
_PASSIVE_PARTICIPLE = re.compile(r"(tt|lt|st|rt|nt)[aä]v[aä]t$")
_OBLIQUE = re.compile(r"(ll[aä]|lt[aä]|lle|ss[aä]|hin)$")
_OUGHT = listed("tulisi pitäisi täytyy täytyisi kannattaa kannattaisi")
_INFINITIVE = re.compile(r"(?<!ss)(?<!st)(?<!ll)(?<!lt)[aä]$")
_NECESSITY = re.compile(r"tt[aä]v[aä]$")
_SPOKEN = re.compile(r"haastat|vastaaj")
_SIZE = re.compile(r"(?P<size>suuri|suure|suurimm|iso|piene|pieni)\w*$")
_BUT_ONE = re.compile(r"\byhtä\b[\w\s-]{0,30}\blukuun\s+ottamatta\b|\bpaitsi\s+(?:yksi|yhtä|yhde)\w*", re.I)


def claimed_in_finnish(text: str) -> Iterator[Claim]:
    """Yield the claims of a Finnish statement in the order of its words."""
    but_one = bool(_BUT_ONE.search(text))
    for clause in clauses(text):
        for place, word in enumerate(clause):
            form = _FORMS.get(word.text)
            if form:
                yield from _claim(text, clause, place, form, but_one)


def _claim(text: str, clause: Clause, place: int, form: _Form, but_one: bool) -> Iterator[Claim]:
    found = _head(clause, place, form)
    if found is None and not _stands_alone(clause, place, form):
        return
    if found is not None and not found.asked:
        return
    first, quantifier = _sized(clause, place, form.quantifier)
    last = found.word if found else clause[place]
    if quantifier is None or _negated(clause, quantifier) or _prescribed(clause, last):
        return
    if quantifier == "all" and but_one:
        quantifier = "all_but_one"
    yield claim(text, quantifier, clause[first], last)


@dataclass(frozen=True, slots=True)
class _Head:
    """The noun that a quantifier belongs to, and whether it names those who were asked."""

    word: Word
    asked: bool


def _head(clause: Clause, place: int, form: _Form) -> _Head | None:
    """Find the noun of a quantifier; None where it has none.

    Genitives, numbers and first parts of compounds may stand between; before a plural's noun also its participle's own
    words (*kaikissa yhteistyöhön liittyvissä asioissa*), before a singular nominative's one adjective.
    """
    found: _Head | None = None
    counted = False
    for step, word in enumerate(clause[place + 1 : place + 5]):
        if form.case == "plural" and _is_verb(clause, place + 1 + step) and not _ASKED.search(word.text):
            break
        if word.text in _COPULAS | _NEGATIONS | _POSTPOSITIONS:
            break
        asked = bool(_ASKED.search(word.text))
        if _fits_case(word.text, form, asked, counted):
            found = _Head(word, asked)
            if asked:
                break
        elif not _may_stand_between(word.text, step, form):
            break
        counted = counted or word.text in _NUMERALS or word.text.isdigit()
    return found


def _fits_case(word: str, form: _Form, asked: bool, counted: bool) -> bool:
    if _ELATIVE_PLURAL.search(word) or (form.kind == "share" and _ENDINGS["elative"].search(word)):
        return True
    if form.kind in ("share", "person"):
        of_many = asked and form.quantifier != "half" and _ENDINGS["partitive"].search(word)
        return bool(of_many or (form.kind == "person" and _ENDINGS["inessive"].search(word)))
    if form.case == "plural":
        return (asked and counted) or bool(_ENDINGS["plural"].search(word))
    if form.case == "singular":
        return asked and not _OBLIQUE.search(word) and not word.endswith(("n", "t"))
    return bool(_ENDINGS[form.case].search(word))


def _is_verb(clause: Clause, place: int) -> bool:
    """Tell whether a word is a finite plural; *tarvittavat* before another plural is a participle (*tarvittavat tiedot*)."""
    word, after = _text(clause, place), _text(clause, place + 1)
    participle = _PASSIVE_PARTICIPLE.search(word) and after.endswith("t") and not _FINITE_PLURAL.search(after)
    return bool(_FINITE_PLURAL.search(word)) and not participle


def _text(clause: Clause, place: int) -> str:
    return clause[place].text if 0 <= place < len(clause) else ""


def _may_stand_between(word: str, step: int, form: _Form) -> bool:
    if word.endswith(("n", "-")) or word.isdigit() or word in _NUMERALS | {"ja", "sekä"}:
        return True
    if form.case == "singular" and form.kind == "determiner":
        return step == 0
    return form.kind == "pronoun" and form.case in _LOCATIVES


def _stands_alone(clause: Clause, place: int, form: _Form) -> bool:
    """Tell whether a quantifier without a noun speaks of those who were asked, as in *jotkut kokivat*."""
    before, after = _text(clause, place - 1), _text(clause, place + 1)
    initial = all(word.text in _OPENERS or _SIZE.match(word.text) for word in clause[:place])
    if form.kind == "person" or (_ASKED.search(before) and _ELATIVE_PLURAL.search(before)):
        return True
    if form.kind == "determiner":
        return form.quantifier == "none" and clause[place].text != "mikään" and after in _NEGATIONS
    if form.kind == "share":
        return _share_stands_alone(clause, place, initial, after)
    if form.case == "plural":
        others = initial and _text(clause, place) == "toiset" and after != ""
        loosely = (after in _ADVERBS or after.endswith("sti")) and _is_verb(clause, place + 2)
        return _is_verb(clause, place + 1) or loosely or others or after == "paitsi"
    if form.case == "genitives":
        return after in _POSTPOSITIONS
    if form.case in ("adessive", "allative", "ablative"):
        return initial or any(word.text in _COPULAS for word in clause)
    return form.case in ("elative", "partitive") and initial and after != "" and not _COMPARED.search(after)


def _share_stands_alone(clause: Clause, place: int, initial: bool, after: str) -> bool:
    word = clause[place].text
    if word == "osan":
        return after == "mielestä"
    if word in ("osa", "osalla", "osalle", "puolet"):
        verb_follows = bool(after) and not _OBLIQUE.search(after) and not _COMPARED.search(after)
        return (initial or _sized(clause, place, "some")[0] < place) and verb_follows
    sized = _sized(clause, place, "some")[1] == "most"
    return sized or (word.startswith(("enemmistö", "valtaosa")) and bool(after))


def _sized(clause: Clause, place: int, quantifier: Quantifier) -> tuple[int, Quantifier | None]:
    """Read what stands before a quantifier: *suurin osa*, *yli puolet*, *miltei kaikki*; None for mere bounds."""
    before = _text(clause, place - 1)
    size = _SIZE.match(before)
    if before in _BOUNDS:
        return place, None
    if clause[place].text.startswith("osa") and size:
        return place - 1, "some" if size["size"].startswith("pien") else "most"
    if quantifier == "half" and before in ("yli", "runsas", "reilu"):
        return place - 1, "most"
    if quantifier == "half" and before in _NEARLY | {"alle", "vajaa"}:
        return place - 1, "some"
    if quantifier == "all" and before in _NEARLY:
        return place - 1, "all_but_one"
    return place, quantifier


def _negated(clause: Clause, quantifier: Quantifier) -> bool:
    """Tell whether a negation takes the claim away: *kaikki eivät* is not all, and *kukaan* needs its *ei*."""
    negative = any(word.text in _NEGATIONS for word in clause)
    return negative if quantifier in ("all", "all_but_one") else quantifier == "none" and not negative


def _prescribed(clause: Clause, last: Word) -> bool:
    """Tell whether the clause says what ought to be done for customers rather than what they said (*mielestä*)."""
    after = clause.index(last) + 1
    if _SPOKEN.match(last.text) or any(word.text in _POSTPOSITIONS for word in clause[after : after + 1]):
        return False
    return any(
        word.text in _OUGHT
        or (word.text == "tulee" and any(_INFINITIVE.search(next_.text) for next_ in clause[place + 1 : place + 4]))
        or (word.text == "on" and any(_NECESSITY.search(next_.text) for next_ in clause[place + 1 : place + 3]))
        for place, word in enumerate(clause)
    )
