"""Study and results → a report in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version

from teema.analysis.whole import Results
from teema.report.blocks import Edition, Report, Table
from teema.report.disclosure import Disclosure
from teema.report.evidence import Segments
from teema.report.parts import told
from teema.report.pictures import draw_all
from teema.report.plan import Plan
from teema.report.sections.workbook import workbook_tables
from teema.report.shown_study import shown_results
from teema.report.telling import Telling
from teema.report.words import Words
from teema.wording import Language


def telling_of(
    results: Results,
    language: Language,
    edition: Edition,
    each: Callable[[], None] = lambda: None,
    *,
    figures: bool = True,
) -> Telling:
    """Gather what the chapters need."""
    disclosure = Disclosure(results.study, edition, language)
    shown = shown_results(results, disclosure)
    words = Words(shown.study, language)
    drawn = draw_all(shown, words, disclosure, each) if figures else {}
    return Telling(shown, words, disclosure, drawn)


def compose(telling: Telling, plan: Plan | None = None) -> Report:
    """Tell the study chapter by chapter, as a plan says (None: the usual chapters).

    Each number carries the codings that it counts; the public edition none.
    """
    study, words, disclosure = telling.study, telling.words, telling.disclosure
    return Report(
        title=disclosure.clean(study.title),
        subtitle=words.say("title"),
        language=words.language,
        edition=disclosure.edition,
        blocks=told(telling, plan or Plan()),
        about=tuple(_about(telling)),
        segments={} if disclosure.public else Segments(study, words),
        dated=telling.results.dated,
    )


def _about(telling: Telling) -> Iterator[tuple[str, str]]:
    words, study = telling.words, telling.study
    if study.organisation.name and not telling.disclosure.public:
        yield words.say("about.organisation"), study.organisation.name
    if len(study.design.rounds) > 1:
        yield words.say("about.round"), words.value("round", telling.results.round or None)
    if telling.results.dated:
        yield words.say("about.dated"), words.day(telling.results.dated)
    yield words.say("about.edition"), words.say(f"editions.{telling.disclosure.edition}")
    yield words.say("about.made"), words.say("made_with", version=version("teema"))


def only_in_workbook(telling: Telling) -> tuple[Table, ...]:
    """Return the tables that only the workbook shows."""
    return tuple(workbook_tables(telling))
