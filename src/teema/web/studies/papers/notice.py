"""The information notice: what article 13 of the GDPR asks to be told, and of article 14 where contact details come from the employer."""

from __future__ import annotations

from teema.web.studies.papers.composing import Paper

BASES = ("consent", "public_interest", "legitimate_interest")
"""The legal bases that such a study may have, by the wording's keys."""


def write(paper: Paper) -> None:
    """Write the notice; its rights follow from the legal basis."""
    paper.dense = True
    kind, basis = "thesis" if paper.facts.by_thesis else "organisation", paper.facts.get("basis")
    paper.add("paragraph", paper.say("intro"))
    paper.section(
        "controller",
        _controller(paper, kind),
        paper.say("researcher", researcher=paper.fact("researcher"), contact=paper.fact("contact")),
    )
    paper.section(
        "dpo", paper.say("no_dpo") if paper.facts.get("no_dpo") else paper.say("dpo.text", dpo=paper.fact("dpo"))
    )
    paper.section("purpose", paper.purpose(), _basis(paper, basis))
    paper.section("data", paper.say("data.text"), paper.say("source"))
    paper.section(
        "recipients", paper.say("recipients.text"), _or_none(paper, "recipients"), _or_none(paper, "transfers")
    )
    paper.section("retention", _retention(paper), paper.say("protection"))
    paper.section("rights", paper.say("rights.text"), paper.say(f"rights.{basis}") if basis in BASES else "")
    paper.section("voluntary", paper.say("voluntary.text"))
    paper.section("complaint", paper.say("complaint.text"))
    if dated := paper.facts.get("dated"):
        paper.add("small", paper.say("dated", day=paper.known("dated", dated)))


def _controller(paper: Paper, kind: str) -> str:
    named = paper.say("controller.named", name=paper.fact("controller"), contact=paper.fact("controller_contact"))
    made = (
        paper.say("controller.thesis", school=paper.fact("school"))
        if kind == "thesis"
        else paper.say("controller.organisation")
    )
    return f"{named} {made}"


def _basis(paper: Paper, basis: str | None) -> str:
    if basis not in BASES:
        return paper.say("basis.unknown", basis=paper.known("basis", None))
    return paper.say(f"basis.{basis}")


def _or_none(paper: Paper, name: str) -> str:
    """Say a fact that may well be that there is nothing."""
    return str(paper.facts.get(name) or paper.say(f"no_{name}"))


def _retention(paper: Paper) -> str:
    told = paper.say("retention.text", recordings=paper.fact("recordings_until"), texts=paper.fact("texts_until"))
    archive = paper.facts.get("archive")
    return f"{told} {paper.say('retention.archive', archive=archive) if archive else paper.say('retention.none')}"
