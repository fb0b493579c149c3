"""The consent form: to the interview, to being recorded, to being quoted, to archiving; each may be refused by itself."""

from __future__ import annotations

from teema.web.studies.papers.composing import Paper


def write(paper: Paper) -> None:
    """Write what is agreed to, how it is taken back, and where to sign."""
    facts = paper.facts
    paper.add(
        "pairs",
        *(paper.say(f"labels.{name}") for name in ("study", "researcher", "controller")),
        values=(facts.title, f"{paper.fact('researcher')}, {paper.fact('contact')}", paper.fact("controller")),
    )
    paper.add("paragraph", paper.say("told"))
    paper.add("paragraph", paper.say("withdrawal", contact=paper.fact("contact")))
    archive = facts.get("archive")
    paper.add(
        "choices",
        paper.say("choices.interview"),
        paper.say("choices.recording"),
        paper.say("choices.quoting"),
        paper.say("choices.archiving", archive=archive) if archive else "",
        paper.say("choices.data") if facts.get("basis") == "consent" else "",
    )
    if facts.get("basis") in ("public_interest", "legitimate_interest"):
        paper.add("paragraph", paper.say("not_the_basis"))
    paper.add("signatures", *(paper.say(f"signatures.{name}") for name in ("place", "signature", "name", "receiver")))
    paper.add("small", paper.say("copies"))
