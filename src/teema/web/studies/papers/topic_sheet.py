"""The topic sheet: topics, not questions, handed over at the start."""

from __future__ import annotations

from teema.web.studies.papers.composing import Paper


def write(paper: Paper) -> None:
    """Write the topics with what an interviewee should know before the first of them."""
    paper.add("paragraph", paper.say("thanks"))
    paper.add("topics", *(paper.facts.topics or (paper.known("topics", None),)))
    paper.add("paragraph", paper.say("freely"))
    paper.add("paragraph", paper.say("practice", minutes=paper.fact("minutes")))
    paper.add("small", paper.say("contact", researcher=paper.fact("researcher"), contact=paper.fact("contact")))
