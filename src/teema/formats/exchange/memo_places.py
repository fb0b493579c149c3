"""What memos are about, as the things that notes are on in other programs."""

from __future__ import annotations

from teema.formats.exchange.identities import StudyGuids


def place_of(about: str, guids: StudyGuids) -> str:
    """Return the identity of the code, topic, coding or document that a memo is about; empty where it is about none."""
    kind, _, key = about.partition(":")
    known = {
        "coding": guids.codings,
        "document": guids.documents,
        "topic": guids.topics,
        **dict.fromkeys(("code", "theme", "sub_theme"), guids.codes),
    }
    return known.get(kind, {}).get(key, "")
