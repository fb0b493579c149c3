"""Everything that ``teema report`` writes, in one go."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from teema.analysis.whole import ReadWords, analyse
from teema.analysis.words.reading import words_of
from teema.errors import UsageError, WriteFailed
from teema.figures.draw import starting_charts
from teema.report.blocks import Edition, Report
from teema.report.compose import compose, only_in_workbook, telling_of
from teema.report.customer import customer_page, file_names, has_pages, with_a_page
from teema.report.data import write_data
from teema.report.plan import Plan, plan_of
from teema.report.record import record
from teema.report.telling import Telling
from teema.study.study import Study
from teema.wording import LANGUAGES, Language, checked_language

FORMATS = ("docx", "html", "pdf", "xlsx")
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A file or folder that was written, and what kind of thing it is; ``count`` where a folder holds several."""

    path: Path
    kind: str
    count: int = 1


def make_report(
    study: Study,
    out: Path,
    *,
    language: str | None = None,
    edition: Edition | None = None,
    formats: Sequence[str] | None = None,
    round_: str | None = None,
    plan: Plan | None = None,
    read_words: ReadWords = words_of,
    progress: Progress = lambda stage, done: None,
) -> tuple[Made, ...]:
    """Write the report of a study into ``out`` and return what was made.

    ``plan`` is by default the one that the study keeps; what is given besides goes before it. ``language`` defaults to the study's. ``read_words`` gives the study's words, for whoever keeps an index of them.
    ``progress`` is told each stage and the share of the work done. The same study, program and platform give the same
    bytes. UsageError: an unknown language (U101), format (R101) or round (A102); WriteFailed: ``out`` is a file (R103), or
    the disk refuses (R102).
    """
    plan = plan_of(study) if plan is None else plan
    plan = replace(plan, edition=edition or plan.edition, round=round_ or plan.round)
    asked = tuple(plan.formats or FORMATS) if formats is None else tuple(formats)
    unknown = [name for name in asked if name not in FORMATS]
    if unknown:
        raise UsageError("R101", format=unknown[0], known=", ".join(FORMATS))
    chosen = checked_language(wanted) if (wanted := language or plan.language) else language_of(study)
    if out.exists() and not out.is_dir():
        raise WriteFailed("R103", path=str(out))
    try:
        out.mkdir(parents=True, exist_ok=True)
        made = tuple(_written(study, out, chosen, plan, asked, read_words, progress))
        return tuple(sorted(made, key=_place))
    except OSError as reason:
        raise WriteFailed("R102", path=str(out), reason=reason.strerror or str(reason)) from reason


def language_of(study: Study) -> Language:
    """Return the language that a study is reported in unless another is asked for: its own, else English."""
    return checked_language(study.language if study.language in LANGUAGES else "en")


def _place(one: Made) -> int:
    """Return where a thing stands among those made: documents first, in the order of their formats, then the rest as it came."""
    return FORMATS.index(one.kind) if one.kind in FORMATS else len(FORMATS)


def _written(
    study: Study,
    out: Path,
    language: Language,
    plan: Plan,
    formats: Sequence[str],
    read_words: ReadWords,
    progress: Progress,
) -> Iterator[Made]:
    progress("analysis", 0.0)
    with starting_charts() if study.codings else nullcontext():
        results = analyse(study, round_=plan.round or None, language=language, read_words=read_words)
        progress("words", 0.05)
        words = results.words
        progress("figures", 0.15)
        telling = telling_of(results, language, plan.edition)
    progress("composing", 0.3)
    report = compose(telling, plan)
    for place, name in enumerate(sorted({*formats} - {"pdf"}, key=FORMATS.index)):
        progress(name, 0.35 + 0.12 * place)
        yield _rendered(name, telling, report, out)
    progress("data", 0.7)
    yield from _figures(report, out / "figures")
    yield Made(out / "data", "data", len(write_data(telling, out / "data")))
    yield _recorded(telling, report, out)
    progress("customers", 0.8)
    yield from _customers(telling, out / "customers")
    if "pdf" in formats:
        progress("pdf", 0.85)
        from teema.report.pdf import draw_pdf, pages_of

        pages, dated = pages_of(report), report.dated
        del report, telling, results, words  # the pages take much room while they are drawn: theirs is free by then
        draw_pdf(pages, dated, out / "report.pdf")
        yield Made(out / "report.pdf", "pdf")
    progress("done", 1.0)


def _rendered(name: str, telling: Telling, report: Report, out: Path) -> Made:
    """Write one format. Each renderer is loaded only when it is asked for."""
    if name == "xlsx":
        from teema.report.xlsx import write_xlsx

        path = out / "tables.xlsx"
        write_xlsx(report, only_in_workbook(telling), path)
        return Made(path, name)
    path = out / f"report.{name}"
    if name == "docx":
        from teema.report.docx import write_docx

        write_docx(report, path)
    else:
        from teema.report.html import write_html

        write_html(report, path)
    return Made(path, name)


def _figures(report: Report, folder: Path) -> Iterator[Made]:
    if report.figures:
        folder.mkdir(parents=True, exist_ok=True)
        for figure in report.figures:
            (folder / f"{figure.name}.svg").write_text(figure.picture.svg, encoding="utf-8")
            (folder / f"{figure.name}.png").write_bytes(figure.picture.png)
        yield Made(folder, "figures", len(report.figures))


def _recorded(telling: Telling, report: Report, out: Path) -> Made:
    path = out / "report.json"
    with path.open("w", encoding="utf-8") as file:
        json.dump(record(telling, report), file, ensure_ascii=False, indent=1)
        file.write("\n")
    return Made(path, "json")


def _customers(telling: Telling, folder: Path) -> Iterator[Made]:
    """Write a page for each customer of the study, where there are findings or measures to tell them of."""
    from teema.report.html import write_html

    results, study = telling.results, telling.study
    if not has_pages(study):
        return
    folder.mkdir(parents=True, exist_ok=True)
    public = telling_of(results, telling.words.language, "public", figures=False)
    shown = with_a_page(results)
    for name, customer in zip(file_names(customer.id for customer in shown), shown, strict=True):
        write_html(customer_page(public, customer), folder / f"{name}.html")
    yield Made(folder, "customers", len(shown))
