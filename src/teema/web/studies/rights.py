"""The rights in a study and the least role that has each."""

from __future__ import annotations

from typing import Literal, TypeAlias

Right: TypeAlias = Literal[
    "study.read",
    "memo.write",
    "study.save",
    "material.add",
    "material.change",
    "material.correct",
    "material.remove",
    "relevance.set",
    "coding.add",
    "coding.change",
    "coding.remove",
    "coding.many",
    "search.save",
    "search.remove",
    "codebook.add",
    "codebook.change",
    "codebook.move",
    "codebook.merge",
    "codebook.split",
    "codebook.remove",
    "topic.change",
    "finding.add",
    "finding.change",
    "finding.remove",
    "remark.add",
    "remark.remove",
    "interview.change",
    "customer.add",
    "customer.change",
    "customer.remove",
    "customer.import",
    "criterion.judge",
    "person.add",
    "person.change",
    "person.remove",
    "consent.change",
    "design.change",
    "organisation.change",
    "guide.change",
    "guide.review",
    "register.read",
    "register.change",
    "person.withdraw",
    "customer.erase",
    "member.add",
    "member.change",
    "member.remove",
    "study.import",
    "study.remove",
    "coding.import",
    "codebook.import",
    "report.write",
    "report.make",
    "report.freeze",
]
ROLES = ("reader", "commenter", "coder", "lead")
_LEAST: dict[str, str] = {
    "study.read": "reader",
    "memo.write": "commenter",
    "study.save": "coder",
    "material.add": "coder",
    "material.change": "coder",
    "material.correct": "coder",
    "material.remove": "lead",
    "relevance.set": "coder",
    "coding.add": "coder",
    "coding.change": "coder",
    "coding.remove": "coder",
    "coding.many": "coder",
    "search.save": "coder",
    "search.remove": "coder",
    "codebook.add": "coder",
    "codebook.change": "coder",
    "codebook.move": "coder",
    "codebook.merge": "lead",
    "codebook.split": "lead",
    "codebook.remove": "coder",
    "topic.change": "coder",
    "finding.add": "coder",
    "finding.change": "coder",
    "finding.remove": "coder",
    "remark.add": "commenter",
    "remark.remove": "commenter",
    "interview.change": "coder",
    "customer.add": "coder",
    "customer.change": "coder",
    "customer.remove": "coder",
    "customer.import": "coder",
    "criterion.judge": "coder",
    "person.add": "coder",
    "person.change": "coder",
    "person.remove": "coder",
    "consent.change": "coder",
    "register.read": "reader",
    "register.change": "coder",
    "coding.import": "coder",
    "codebook.import": "coder",
    "report.write": "coder",
    "report.make": "reader",
}
RIGHTS: dict[str, str] = {right: _LEAST.get(right, "lead") for right in Right.__args__}  # type: ignore[attr-defined]
"""Every right and the least role that has it; what isn't listed is the lead's."""
SEES_NAMES = frozenset({"register.read", "register.change"})
"""Rights that a member needs a permission of their own for, whatever the role: real names stand apart."""


def may(role: str, right: str) -> bool:
    """Tell whether a role has a right.

    >>> may("coder", "coding.add"), may("reader", "coding.add")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(RIGHTS[right])
