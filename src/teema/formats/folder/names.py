"""Sub-themes as rows name them: by key, or by label where that tells which one is meant."""

from __future__ import annotations

from dataclasses import replace

from teema.study.codes import Code, Codebook
from teema.study.conclusions import Finding, Judgement
from teema.study.interviews import Asked


def sub_themes_named(book: Codebook, theme: str, name: str) -> list[str]:
    """Return the keys of the nodes that a name may mean.

    A key of the named theme comes first, then a label or name within it, then a key of any theme.

    >>> book = Codebook((Code("o", "O", children=(Code("o-p", "palvelut"),)), Code("k", "K", children=(Code("k-p", "palvelut"),))))
    >>> sub_themes_named(book, "k", "Palvelut"), sub_themes_named(book, "", "palvelut")
    (['k-p'], ['o-p', 'k-p'])
    """
    known = name in book.codes
    if known and (not theme or book.theme_of[name].key == theme):
        return [name]
    labelled = [one.key for one in book.sub_themes if _bears(one, name)]
    within = [key for key in labelled if not theme or book.theme_of[key].key == theme]
    return [name] if known and not within else within


def _bears(sub: Code, name: str) -> bool:
    return name.casefold() in (sub.shown.casefold(), sub.name.casefold())


def with_keys(asked: tuple[Asked, ...], book: Codebook) -> tuple[Asked, ...]:
    """Return the rows with keys for labels; a label without its theme speaks of every sub-theme that bears it."""
    return tuple(
        replace(one, sub_theme=key)
        for one in asked
        for key in (sub_themes_named(book, one.theme, one.sub_theme) if one.sub_theme else ()) or [one.sub_theme]
    )


def with_label(record: Judgement | Finding, book: Codebook) -> str:
    """Return the key or the label that a record means, the label as the codebook writes it."""
    if record.sub_theme in book.codes:
        return record.sub_theme
    return next((sub.shown for sub in book.sub_themes if _bears(sub, record.sub_theme)), record.sub_theme)
