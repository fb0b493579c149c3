"""What may name a speaker: the shapes of a label, apart from where it stands in the text."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from teema.formats.transcripts.word_lists import listed_words

Shape: TypeAlias = Literal["role", "code", "name", "phrase"]
"""``role``: Haastattelija, Interviewer 2 · ``code``: H, K1a, Speaker 3 · ``name``: Jonas Rosland, Kunta A · ``phrase``:
other short words, such as kunnan edustaja."""

_ROLES = listed_words(
    """haastattelija haastateltava vastaaja kysyjä kysymys vastaus puhuja moderaattori tutkija osallistuja asiakas
    edustaja keskustelija tulkki asiantuntija puheenjohtaja opiskelija juontaja vieras kaikki interviewer
    interviewee participant respondent moderator facilitator speaker researcher informant subject host guest
    question answer narrator chair translator interpreter student teacher patient client customer everyone all
    intervjuare intervjuad intervjuperson respondent deltagare moderator talare fråga svar"""
)
_METADATA = listed_words(
    """abstract address age agenda aihe aika ajankohta aloitusaika ammatti arkistointi asiasanat
    attendees audio author avainsanat background attachment chapter comment comments company conducted contact
    copyright country created date datum description details disclaimer duration editor email end ended esim
    esimerkiksi esimerkki example examples fact figure file format from gender haastattelu haastateltavat
    haastattelijat hanke heading hints huom huomaa huomautus huomio https http id ikä interview interviewees
    interviewers introduction isbn issn johdanto jakso järjestäjä katso keywords kesto kesti key kieli klo kohta
    konteksti kommentti kommentit koodi koulutus kuva kuvio kysymykset language legend length license liite link
    linkki litterointi litteroija litteroi litteroinut litteraatti location luku lyhenteet lähde lähteet läsnä määrä
    merkinnät metadata method muistiinpano muuta nauha nauhoite nauhoitus nb nota note notes number numero objective
    occupation ohje order organisaatio organisation organization orig osa osallistujat otsikko pages paikka
    palvelut part participants people phone photo pituus place position posted present project ps published
    purpose pvm päivä päiväys päivämäärä päättyi quote recorded recording re reference references rooli sd section
    see session sex sijainti sivu sivuja source sources speakers subjects sukupuoli summary
    syntymävuosi table tallenne taulukko tavoite tehtävä teema tekijä tiedosto tiivistelmä time tilaisuus
    timestamp tip title to cc toimiala toimittaja topic topics transcribed transcriber transcript transcription
    transkription tutkimus tutkimuskysymys type update updated url verkko versio version video viite vuosi warning
    web website work yhteenveto yhteystiedot yritys äänite"""
)
_STARTERS = listed_words(
    """aluksi eli ensiksi ensin ensinnäkin ja joo kolmanneksi koska kyllä lisäksi lopuksi mutta niin no nyt okei
    onneksi seuraavaksi siis silloin sitten tai toinen toisaalta toiseksi vaikka valitettavasti also and anyway
    basically because but finally first however maybe next no now ok okay or second so then third well yeah yep yes"""
)
"""Words that open a sentence and never a turn, however often."""
_NUMBERED_PARTS = listed_words("kysymys question fråga")
_PARTICLES = listed_words("af al bin da de del della den der di du el la le of the van von y zu")
_JOINED = re.compile(r"\s*(?:[&/+,]|\b(?:ja|and|och|und|sekä)\b)\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")
_CODE = re.compile(r"[A-ZÅÄÖ]{1,3}|[^\W\d_]{1,3}\d{1,3}[^\W\d_]?|[^\W\d_]{1,14}[ _.-]?\d{1,4}[a-zA-Z]?|[A-ZÅÄÖ]\.")
_WORD = re.compile(r"[^\W\d_][\w'’.·-]*")
_LONGEST, _MOST_WORDS = 48, 5


def folded(label: str) -> str:
    """Return the form by which two spellings of a label are the same: letter case and the width of spaces aside.

    >>> folded("jonas  Rosland") == folded("Jonas Rosland")
    True
    """
    return " ".join(label.split()).casefold()


def shape(label: str) -> Shape | None:
    """Tell what kind of label this could be; None for what names no speaker, whatever follows it.

    >>> [shape(words) for words in ("H1", "Haastateltava 2", "Jonas Rosland", "Muistan yhden asian", "Huom")]
    ['code', 'role', 'name', 'phrase', None]
    """
    bare = _ASIDE.sub("", label).strip()
    words = bare.split()
    if not words or len(bare) > _LONGEST or len(words) > _MOST_WORDS or _is_metadata(bare, words):
        return None
    shapes = [_shape_of_one(part) for part in _JOINED.split(bare) if part]
    if not shapes or None in shapes:
        return None
    if "," in bare and shapes[0] != "phrase":
        return shapes[0]
    order: tuple[Shape, ...] = ("phrase", "name", "code", "role")
    return next(kind for kind in order if kind in shapes)


def is_full_name(label: str) -> bool:
    """Tell whether a label is at least two words that are all written as names.

    >>> is_full_name("Jonas Rosland"), is_full_name("Jonas"), is_full_name("Kyllä, mutta tämä")
    (True, False, False)
    """
    words = _ASIDE.sub("", label).split()
    return len(words) > 1 and all(_is_proper(word) for word in words)


def is_role(words: str) -> bool:
    """Tell whether words hold nothing but a speaker's role: in ``H = haastattelija`` they explain a label."""
    return words.strip(" .()").casefold() in _ROLES


def _is_metadata(bare: str, words: list[str]) -> bool:
    if bare.isupper() and len(bare) <= 3:
        return False
    first = words[0].casefold().strip(".")
    if len(words) == 1 and first in _STARTERS:
        return True
    numbered = len(words) == 2 and words[1].strip(".").isdigit() and first in _NUMBERED_PARTS
    return numbered or first in _METADATA or words[-1].casefold() in _METADATA or bare.casefold().startswith("http")


def _shape_of_one(part: str) -> Shape | None:
    words = part.split()
    if not words or len(words) > 4:
        return None
    if any(re.sub(r"\d", "", word).strip("._-").casefold() in _ROLES for word in words):
        return "role"
    if _CODE.fullmatch(part):
        return "code"
    if _is_sentence(words) or not all(_WORD.fullmatch(word) or word.isalnum() for word in words):
        return None
    return "name" if words[0][0].isupper() and all(map(_is_proper, words)) else "phrase"


def _is_proper(word: str) -> bool:
    return word[0].isupper() or word.isdigit() or word in _PARTICLES


def _is_sentence(words: list[str]) -> bool:
    """Tell whether a stop ends more than an initial or a title (J., Dr., prof.)."""
    return any(word.endswith(".") and len(word) > 5 for word in words)
