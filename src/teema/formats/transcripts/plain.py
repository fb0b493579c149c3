"""Plain text: running words with labels, or Whisper's lines with times."""

from __future__ import annotations

from teema.formats.source import Reading, Source, decoded
from teema.formats.transcripts.turns import find_turns
from teema.formats.transcripts.whisper import is_timed_text, timed_text
from teema.formats.transcripts.wrapping import unwrapped


def read(source: Source) -> Reading:
    """Read text; lines that were obviously broken to fit a width are joined into paragraphs."""
    text, problems = decoded(source)
    if is_timed_text(text):
        return timed_text(text, source, problems)
    words = unwrapped(text)
    return Reading(words, find_turns(words), problems)
