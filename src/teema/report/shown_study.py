"""The study as an edition may name its parts: in public, a theme, topic, group or service isn't called after anyone.

What analysts write is masked where it is shown; but the names of the frame stand everywhere, in tables, figures and data, and their keys
with them. So they are masked once, in the study that the public edition tells of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from teema.analysis.whole import Results
from teema.pseudonyms.texts import Address, Role, mapped
from teema.report.disclosure import Disclosure
from teema.study.study import Study

_FRAME: Final = frozenset(
    {("design", "groups"), ("design", "rounds"), ("organisation", "services"), ("organisation", "aims")}
)
"""The parts of the frame beside the codebook."""


def shown_results(results: Results, disclosure: Disclosure) -> Results:
    """Return the results as an edition may name them; the very same where nothing in the frame names anyone."""
    study = shown_study(results.study, disclosure)
    if study is results.study:
        return results
    round_ = _masked_keys(results.study, disclosure).get(results.round, results.round)
    return Results(study, round_, results.language, results.read_words)


def shown_study(study: Study, disclosure: Disclosure) -> Study:
    """Return the study with the names in its frame masked where the edition asks; the very same where there are none."""
    if not disclosure.public:
        return study
    keys, clean = _masked_keys(study, disclosure), disclosure.clean

    def change(address: Address, role: Role, words: str) -> str:
        if role != "text" and words in keys:
            return keys[words]
        return clean(words) if role in ("text", "name") and _is_frame(address, role) else words

    frame = Study(study.id, study.title, organisation=study.organisation, design=study.design, codebook=study.codebook)
    return study if mapped(frame, change) == frame else mapped(study, change)


def _is_frame(address: Address, role: Role) -> bool:
    """Tell whether words name a part of the frame, where it stands or where a finding or judgement refers to it by name."""
    return address[0] == "codebook" or address[:2] in _FRAME or role == "name"


def _masked_keys(study: Study, disclosure: Disclosure) -> Mapping[str, str]:
    """Return what stands for those keys of the frame that name someone: ``code-1`` …"""
    book, design, organisation = study.codebook, study.design, study.organisation
    parts = {
        "code": book.codes,
        "topic": (one.key for one in book.topics),
        "group": (one.key for one in design.groups),
        "round": (one.key for one in design.rounds),
        "service": (one.key for one in organisation.services),
        "aim": (one.key for one in organisation.aims),
    }
    naming = {kind: [key for key in keys if disclosure.names_someone(key)] for kind, keys in parts.items()}
    return {key: f"{kind}-{place}" for kind, keys in naming.items() for place, key in enumerate(keys, 1)}
