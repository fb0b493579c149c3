"""Checking findings against their evidence: does it exist, does it stand where the finding does, does it bear the words out?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from narwhals.typing import IntoDataFrame

from teema.analysis.claims import Claim, Quantifier
from teema.analysis.quantifiers import claimed, fewest, fits, quantifier
from teema.analysis.rows import rows
from teema.study.conclusions import Finding

Flag: TypeAlias = Literal[
    "no_evidence", "missing_evidence", "evidence_elsewhere", "counter_evidence_unweighed", "quantifier"
]


@dataclass(frozen=True, slots=True)
class AuditedClaim:
    """A claim with the count that it is about: ``customers`` of ``n``, whose words ``codings`` are, and the quantifier that fits them.

    A claim that no one does something is about those who gave counter-evidence.
    """

    claim: Claim
    customers: int
    n: int
    codings: tuple[str, ...]
    fits: Quantifier
    borne_out: bool


@dataclass(frozen=True, slots=True)
class CheckedFinding:
    """A finding with what stands behind it.

    ``customers`` of ``n`` gave evidence, which ``quantifier`` puts into a word; ``claims`` are the statement's own, and
    ``quantifier_ok`` tells whether the count bears them out (None: the statement claims nothing). ``evidence`` and
    ``counter`` are ids that exist, ``missing`` those that do not. ``elsewhere`` is evidence from a group that the finding
    does not speak of, or from none of the places that it names. ``unweighed`` are codings of the opposite valence that
    stand where the finding does and are neither its evidence nor its counter-evidence. ``told`` and ``against`` are the evidence
    and the counter-evidence of the customers that n counts; ``opposed`` is how many of them gave counter-evidence.
    """

    finding: Finding
    customers: int
    n: int
    quantifier: Quantifier
    claims: tuple[Claim, ...]
    quantifier_ok: bool | None
    evidence: tuple[str, ...]
    missing: tuple[str, ...]
    counter: tuple[str, ...]
    elsewhere: tuple[str, ...]
    unweighed: tuple[str, ...]
    told: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    opposed: int = 0

    @property
    def is_thin(self) -> bool:
        """Tell whether all the evidence is one customer's, of several asked, and the statement says so nowhere."""
        return self.customers == 1 < self.n and all(claim.quantifier != "one" for claim in self.claims)

    @property
    def audit(self) -> tuple[AuditedClaim, ...]:
        """Set each claim of the statement beside the count that it is about."""
        return tuple(self._audited(claim) for claim in self.claims)

    def _audited(self, claim: Claim) -> AuditedClaim:
        k, codings = (self.opposed, self.against) if claim.quantifier == "none" else (self.customers, self.told)
        holds = _holds(claim, self.claims, self.customers, self.n, self.opposed)
        return AuditedClaim(claim, k, self.n, codings, quantifier(k, self.n), holds)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Name what is wrong. A statement that only says that no one does something needs no evidence."""
        absent = bool(self.claims) and all(claim.quantifier == "none" for claim in self.claims)
        found: dict[Flag, bool] = {
            "no_evidence": not self.evidence and not absent,
            "missing_evidence": bool(self.missing),
            "evidence_elsewhere": bool(self.elsewhere),
            "counter_evidence_unweighed": bool(self.unweighed),
            "quantifier": self.quantifier_ok is False,
        }
        return tuple(flag for flag, holds in found.items() if holds)


@dataclass(frozen=True, slots=True)
class _Said:
    coding_id: str
    round: str | None
    customer: str | None
    group: str | None
    theme: str | None
    sub_theme: str | None
    label: str | None
    topic: str | None
    valence: int | None


_Asked: TypeAlias = tuple[str, str | None, str | None]


def check_findings(
    findings: Sequence[Finding],
    codings: IntoDataFrame,
    customers: IntoDataFrame,
    language: str,
    beside: Collection[str] = (),
) -> tuple[CheckedFinding, ...]:
    """Check each finding's evidence and the vague quantifiers of its statement.

    n is the customers of the finding's groups (all, where it names none) interviewed in the rounds of its evidence; k those
    of them who gave some. One claim must fit k of n. Where a statement makes several, all the evidence is theirs together,
    and k must reach the fewest that each allows. A claim that no one does something is about absence: it holds while no customer gave
    counter-evidence. ``beside`` are codings of material that is no interview: evidence too, but of no customer interviewed.
    """
    said = {row[0]: _Said(*row) for row in rows(codings, *_Said.__slots__)}
    asked: list[_Asked] = [
        (name, group, round_) for name, group, round_ in rows(customers, "customer", "group", "round")
    ]
    known = frozenset(beside)
    return tuple(_checked(finding, said, asked, language, known) for finding in findings)


def _checked(
    finding: Finding, said: dict[str, _Said], asked: list[_Asked], language: str, beside: frozenset[str]
) -> CheckedFinding:
    evidence = [said[key] for key in dict.fromkeys(finding.evidence) if key in said]
    counter = [said[key] for key in dict.fromkeys(finding.counter_evidence) if key in said]
    named = (*finding.evidence, *finding.counter_evidence)
    population = _population(finding, evidence or counter, asked)
    k, n, opposed = _customers(evidence, population), len(population), _customers(counter, population)
    claims = claimed(finding.statement, language)
    return CheckedFinding(
        finding,
        k,
        n,
        quantifier(k, n),
        claims,
        all(_holds(claim, claims, k, n, opposed) for claim in claims) if claims else None,
        (*_ids(evidence), *(key for key in dict.fromkeys(finding.evidence) if key in beside)),
        tuple(key for key in dict.fromkeys(named) if key not in said and key not in beside),
        (*_ids(counter), *(key for key in dict.fromkeys(finding.counter_evidence) if key in beside)),
        _ids(one for one in evidence if not _stands_there(finding, one)),
        _ids(_unweighed(finding, evidence, said.values())),
        _ids(one for one in evidence if one.customer in population),
        _ids(one for one in counter if one.customer in population),
        opposed,
    )


def _ids(said: Iterable[_Said]) -> tuple[str, ...]:
    return tuple(one.coding_id for one in said)


def _population(finding: Finding, bearing: Sequence[_Said], asked: Iterable[_Asked]) -> set[str]:
    rounds = {one.round for one in bearing}
    return {
        customer
        for customer, group, round_ in asked
        if (not rounds or round_ in rounds) and (not finding.groups or group in finding.groups)
    }


def _customers(said: Iterable[_Said], population: set[str]) -> int:
    return len({one.customer for one in said if one.customer} & population)


def _holds(claim: Claim, claims: Sequence[Claim], k: int, n: int, opposed: int) -> bool:
    """Tell whether the counts bear out a claim among the others that the statement makes."""
    if claim.quantifier == "none":
        return not opposed
    alone = sum(one.quantifier != "none" for one in claims) == 1
    return fits(claim, k, n) if alone else k >= fewest(claim.quantifier, n)


def _stands_there(finding: Finding, one: _Said) -> bool:
    """Tell whether a coding is of the finding's groups and at one of the places that it names, if it names any."""
    at_home = not finding.groups or one.group in finding.groups
    named = [
        (finding.topic, (one.topic,)),
        (finding.sub_theme, (one.sub_theme, one.label)),
        (finding.theme, (one.theme,)),
    ]
    places = [name in held for name, held in named if name]
    return at_home and (not places or any(places))


def _unweighed(finding: Finding, evidence: Sequence[_Said], said: Iterable[_Said]) -> list[_Said]:
    """Find what speaks against evidence of one sign: on the finding's topic or, where it names none, in its sub-theme."""
    opposite = {-one.valence for one in evidence if one.valence}
    rounds = {one.round for one in evidence}
    weighed = {*finding.evidence, *finding.counter_evidence}
    if len(opposite) != 1 or not (finding.topic or finding.sub_theme):
        return []
    return [
        one
        for one in said
        if one.valence in opposite
        and one.coding_id not in weighed
        and one.round in rounds
        and (not finding.groups or one.group in finding.groups)
        and (one.topic == finding.topic if finding.topic else finding.sub_theme in (one.sub_theme, one.label))
    ]
