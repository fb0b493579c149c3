"""SubRip captions."""

from __future__ import annotations

from teema.formats.source import Reading, Source, decoded
from teema.formats.transcripts.cues import reading_of
from teema.formats.transcripts.vtt import cues_of


def read(source: Source) -> Reading:
    """Read SRT; a cue with a time that cannot be read is left out with a warning (F125)."""
    text, problems = decoded(source)
    cues, met = cues_of(text, source, blank_lines_inside=True)
    return reading_of(cues, source, (*problems, *met))
