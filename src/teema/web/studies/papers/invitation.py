"""The invitation: sent to a customer, which names its own representatives."""

from __future__ import annotations

from teema.web.studies.papers.composing import Paper
from teema.wording import day


def write(paper: Paper) -> None:
    """Write who asks, why, whom and when, and how to answer."""
    facts, kind = paper.facts, "thesis" if paper.facts.by_thesis else "organisation"
    paper.add("paragraph", paper.say("greeting"))
    study = paper.say("study", organisation=paper.known("organisation", facts.organisation))
    paper.add("paragraph", f"{study} {_made(paper, kind)}")
    paper.section("purpose", paper.purpose())
    paper.section("whom", paper.say("whom.text"))
    paper.section(
        "interview",
        paper.say("interview.text", minutes=paper.fact("minutes"), period=_period(paper), place=paper.fact("place")),
    )
    paper.section("trust", paper.say("trust.text"))
    paper.section("answer", paper.say("answer.text", reply_by=paper.fact("reply_by"), contact=paper.fact("contact")))
    paper.add("paragraph", paper.say("close"))
    paper.add("paragraph", f"{paper.fact('researcher')}\n{paper.fact('contact')}")


def _made(paper: Paper, kind: str) -> str:
    return paper.say("made.thesis", school=paper.fact("school")) if kind == "thesis" else paper.say("made.organisation")


def _period(paper: Paper) -> str:
    if not paper.facts.period:
        return paper.known("period", None)
    first, last = (day(one, paper.language) for one in paper.facts.period)
    return paper.say("interview.period", first=first, last=last)
