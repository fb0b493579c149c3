"""A paper as an accessible PDF (PDF/UA-1), the same bytes from the same words."""

from __future__ import annotations

import json
from importlib.resources import files

from teema.report.layout import LOCALES, printable
from teema.report.pdf import drawn
from teema.report.reproducible import moment
from teema.web.studies.papers.composing import Paper
from teema.wording import say


def draw(paper: Paper) -> bytes:
    """Return a paper as PDF. Its day is the one written on it; no clock is read."""
    dated = paper.facts.get("dated")
    day = moment(dated)
    data = {
        "title": printable(paper.title),
        "study": printable(paper.facts.title) or "–",
        "language": paper.language,
        "region": LOCALES[paper.language].partition("-")[2].lower(),
        "date": [day.year, day.month, day.day],
        "dense": paper.dense,
        "yes": say(paper.language, "web_papers.yes"),
        "no": say(paper.language, "web_papers.no"),
        "choice": say(paper.language, "web_papers.choice"),
        "blank": say(paper.language, "web_papers.blank", what=""),
        "parts": [
            {"kind": one.kind, "lines": list(map(printable, one.lines)), "values": list(map(printable, one.values))}
            for one in paper.parts
        ],
    }
    template = files("teema.web.studies.papers").joinpath("paper.typ").read_bytes()
    return drawn(template, json.dumps(data, ensure_ascii=False), dated)
