"""Every analysis of a study in one go: what the report shows and the workbench will show, because it is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

import polars as pl

from teema.analysis.aims import AimMatrix, aims_by_findings
from teema.analysis.cooccurrence import CoOccurrence, Within, cooccurrence
from teema.analysis.crosstab import Crosstab, crosstab
from teema.analysis.factors import Factor, factors
from teema.analysis.findings import CheckedFinding, check_findings
from teema.analysis.gap import Gap, compare
from teema.analysis.material import Material, describe
from teema.analysis.measures import MeasureProgress, follow
from teema.analysis.occurrence import By, Occurrence, Trace, occurrence, traces
from teema.analysis.other_material import OtherMaterial, beside_interviews
from teema.analysis.reduction import ReductionRow, ThemeTable, reduced_by_group, reduction_table
from teema.analysis.selection import in_round
from teema.analysis.words import counted
from teema.analysis.words.reading import words_of
from teema.analysis.words.results import WordResults
from teema.errors import UsageError
from teema.language import stop_words
from teema.study.conclusions import Finding, Judgement, Verdict
from teema.study.study import Study
from teema.study.tables import Frames

ReadWords: TypeAlias = Callable[[Study], pl.DataFrame]
_UNCONFIRMED = frozenset({"draft", "proposed", "luonnos", "ehdotettu"})


@dataclass(frozen=True)
class Results:
    """The results of one round of a study. Each is worked out when first asked for, and then kept.

    ``read_words`` gives the frame of the study's words; by default they are read out of its documents. ``known`` are the study's
    frames where somebody has them already.
    """

    study: Study
    round: str
    language: str
    read_words: ReadWords = words_of
    known: Frames | None = None

    @cached_property
    def frames(self) -> Frames:
        """The whole study as frames, every round."""
        return self.known or Frames(self.study)

    @cached_property
    def codings(self) -> pl.DataFrame:
        """The round's codings of record."""
        return self._rows(self.frames.codings)

    @cached_property
    def customers(self) -> pl.DataFrame:
        """The customers interviewed in the round."""
        return self._rows(self.frames.customers)

    @cached_property
    def asked(self) -> pl.DataFrame:
        """What was asked in the round."""
        return self._rows(self.frames.asked)

    @cached_property
    def relevance(self) -> pl.DataFrame:
        """The round's judgements of relevance."""
        return self._rows(self.frames.relevance)

    def _rows(self, frame: pl.DataFrame) -> pl.DataFrame:
        chosen: pl.DataFrame = in_round(frame, self.round)
        return chosen

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups in the order of the design, then any others that customers name."""
        designed = [group.key for group in self.study.design.groups]
        present = set(self.customers["group"].drop_nulls())
        return (*(key for key in designed if key in present or self._quota(key)), *sorted(present - set(designed)))

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """The customers of each group."""
        held = self.customers.drop_nulls(("group", "customer")).group_by("group").agg("customer")
        return {group: frozenset(customers) for group, customers in held.iter_rows()}

    @cached_property
    def customer_of(self) -> Mapping[str, str | None]:
        """Whose words each of the round's codings is, by the coding's id."""
        return dict(self.codings.select("coding_id", "customer").iter_rows())

    def _quota(self, key: str) -> bool:
        return any(group.key == key and group.quota for group in self.study.design.groups)

    @cached_property
    def material(self) -> Material:
        """What the material consists of."""
        frames, design = self.frames, self.study.design
        parts = (frames.interviews, frames.turns, frames.codings, frames.relevance)
        return describe(
            *map(self._rows, parts),
            groups=[group for group in design.groups if group.key in self.groups],
            page_characters=design.settings.page_characters,
        )

    @cached_property
    def themes(self) -> tuple[ThemeTable, ...]:
        """The reduced expressions of each theme by sub-theme and group: Tables 3–8."""
        return tuple(
            reduced_by_group(self.codings, theme.key, self.groups, [sub.key for sub in theme.children])
            for theme in self.study.codebook.themes
        )

    @cached_property
    def labels(self) -> tuple[Occurrence, ...]:
        """How often each sub-theme label occurs, across themes."""
        return occurrence(self.codings, by="label")

    @cached_property
    def reduction(self) -> tuple[ReductionRow, ...]:
        """Every coding's way from original expression to theme."""
        return reduction_table(self.codings)

    @cached_property
    def topics(self) -> tuple[Occurrence, ...]:
        """How often each topic occurs."""
        return occurrence(self.codings, by="topic")

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """The way of each topic through themes and sub-themes."""
        return traces(self.codings)

    @cached_property
    def together(self) -> CoOccurrence:
        """Which sub-theme labels occur together in a turn."""
        return self.met("label", "turn")

    def met(self, by: By, within: Within) -> CoOccurrence:
        """Return which labels, sub-themes or topics occur together, by any definition of together."""
        known = self._met
        if (by, within) not in known:
            known[by, within] = cooccurrence(self.codings, by=by, within=within)
        return known[by, within]

    @cached_property
    def _met(self) -> dict[tuple[By, Within], CoOccurrence]:
        return {}

    @cached_property
    def by_group(self) -> Crosstab:
        """Sub-themes by group."""
        keys = [sub.key for sub in self.study.codebook.sub_themes]
        return self.crosstab("sub_theme", "group", row_order=keys, column_order=self.groups)

    def crosstab(
        self, rows: str, columns: str, row_order: tuple[str, ...] | list[str] = (), column_order: tuple[str, ...] = ()
    ) -> Crosstab:
        """Count any property by any other in the round."""
        return crosstab(
            self.codings,
            self.customers,
            rows=rows,
            columns=columns,
            asked=self.asked,
            row_order=row_order,
            column_order=column_order,
        )

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The label of each sub-theme, by key."""
        return {sub.key: sub.shown for sub in self.study.codebook.sub_themes}

    @cached_property
    def compared_labels(self) -> tuple[str, ...]:
        """The labels that expectations and experiences are compared on: those of themes with an aspect, and of codings with one."""
        book = self.study.codebook
        designed = {sub.shown for sub in book.sub_themes if book.aspect_of(sub.key)}
        voiced = set(self.codings.filter(pl.col("aspect").is_not_null())["label"].drop_nulls())
        return tuple(label for label in book.labels if label in designed | voiced)

    @cached_property
    def gap(self) -> Gap:
        """Expectations and experiences compared."""
        return compare(
            self.codings,
            self.customers,
            self.asked_of_aspects,
            labels=self.compared_labels if self.codings["aspect"].drop_nulls().len() else (),
            label_of=self.label_of,
            groups=self.groups,
            judgements=self._judgements,
            verdicts=self._verdicts,
        )

    @cached_property
    def asked_of_aspects(self) -> pl.DataFrame:
        """What was asked about expectations and experiences; where a label has no such sub-theme, about the label at all."""
        book = self.study.codebook
        with_aspect = {sub.key for sub in book.sub_themes if book.aspect_of(sub.key)}
        covered = {self.label_of[key] for key in with_aspect}
        wanted = with_aspect | {sub.key for sub in book.sub_themes if sub.shown not in covered}
        return self.asked.filter(pl.col("sub_theme").is_in(sorted(wanted)))

    @cached_property
    def words(self) -> WordResults:
        """What the round's words tell: frequencies, keywords, collocations, their network, clouds by theme."""
        frame = self.read_words(self.study)
        stop = stop_words(self.study.language, self.study.design.settings.stop_words)
        interviewed = bool(frame["interviewer"].any())
        return WordResults(counted(frame, round_=self.round), self.codings, stop, interviewed)

    @cached_property
    def _judgements(self) -> list[Judgement]:
        """The judgements about the round: those that name it in a column of their own, or no round where it is the study's."""
        return [one for one in self.study.judgements if (one.extra.get("round") or self.study.round) == self.round]

    @cached_property
    def _verdicts(self) -> Mapping[tuple[str, str], Verdict]:
        """The verdicts that findings confirm, by group and label."""
        return {place: finding.verdict for place, finding in self.confirming.items() if finding.verdict}

    @cached_property
    def confirming(self) -> Mapping[tuple[str, str], Finding]:
        """The findings that confirm or overrule a verdict, by group and label; of several, the last.

        A finding without groups speaks of all of them, those without a group included. It is about the rounds that its
        evidence comes from; where it has none, about the round in a column of its own, or the study's.
        """
        confirmed: dict[tuple[str, str], Finding] = {}
        for finding in self.study.findings:
            label = self.label_of.get(finding.sub_theme, finding.sub_theme)
            confirms = finding.verdict and label and finding.status.casefold() not in _UNCONFIRMED
            if confirms and self.round in self._rounds_of(finding):
                confirmed |= {(group, label): finding for group in finding.groups or (*self.groups, "")}
        return confirmed

    def _rounds_of(self, finding: Finding) -> set[str]:
        """Return the rounds that a finding's evidence comes from; where that can't be told, the one that it names, or the study's."""
        codings, interviews = self.study.coding_by_id, self.study.interview_of
        documents = {codings[one].document for one in finding.evidence if one in codings}
        found = {interviews[name].round for name in documents if name in interviews}
        return found or {finding.extra.get("round") or self.study.round}

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """Which factors make up the experience."""
        return factors(self.codings, self.customers["customer"].n_unique())

    @cached_property
    def findings(self) -> tuple[CheckedFinding, ...]:
        """The findings with their evidence checked."""
        beside = self.frames.material_codings["coding_id"].to_list()
        parts = (self.study.findings, self.frames.codings, self.frames.customers, self.study.language)
        return check_findings(*parts, beside)

    @cached_property
    def other_material(self) -> OtherMaterial:
        """What stands beside the interviews: the material of the round, and that of no round."""
        frame = self.frames.material
        own = frame.filter(pl.col("round").is_null() | (pl.col("round") == self.round))
        return beside_interviews(own, self.frames.material_codings, self.by_group)

    @cached_property
    def aims(self) -> AimMatrix:
        """Values and strategic aims by the findings and measures that bear on them."""
        return aims_by_findings(self.study.organisation.aims, self.study.findings, self.study.measures)

    @cached_property
    def dated(self) -> date | None:
        """The day that results are as of: the settings' date, else the last day that the study has material of. Never the clock: an interview still to come dates nothing."""
        given = self.study.design.settings.extra.get("date")
        if isinstance(given, date):
            return given
        held = [one for one in self.study.interviews if one.document or one.minutes is not None]
        days = [one.date for one in held if one.date]
        return max([*days, *(memo.date for memo in self.study.memos if memo.date)], default=None)

    @cached_property
    def measures(self) -> tuple[MeasureProgress, ...]:
        """The measures, which of them are overdue, and what they changed."""
        frames = self.frames
        rounds = self.study.design.rounds
        return follow(self.study.measures, self.study.findings, frames.codings, frames.customers, self.dated, rounds)


def analyse(
    study: Study,
    *,
    round_: str | None = None,
    language: str | None = None,
    read_words: ReadWords = words_of,
    frames: Frames | None = None,
) -> Results:
    """Return the results of one round of a study: the given one, else the study's own choice.

    ``read_words`` gives the study's words, for whoever keeps an index of them; ``frames`` are the study's, for whoever has them.
    UsageError (A102): the study has no such round.
    """
    known = {one.key for one in study.design.rounds} | {interview.round for interview in study.interviews} or {""}
    chosen = study.round if round_ is None else round_
    if chosen not in known:
        raise UsageError("A102", round=chosen, known=", ".join(sorted(known)) or "–")
    return Results(study, chosen, language or study.language, read_words, frames)
