"""Whole files to begin with: built here, so that a case is the same on every machine, and real ones where they lie beside the repository."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import typst
from bench.corpus import Size, made_study
from docx.document import Document as WordDocument

from fuzz import archives
from fuzz.material import Material
from teema.formats.folder import write_study

DATA = Path(__file__).parents[2] / "shared" / "data"
_REAL_BYTES = 300_000
_SAID = (
    ("Anna", "Miten asiointi on sujunut?"), ("H1", "No siis (naurua) ihan hyvin, mutta puhelimeen ei vastata 😀."),
    ("Anna", "Entä laskutus?"), ("H1", "Liian kalliina & epäselvänä sitä pidetään… eikä 5 < 6."), ("Äiti", "Joo."),
    ("Anna", "Kiitos! Tämä oli tässä."),
)  # fmt: skip


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("Haastattelu 1")
    for name, words in _SAID:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f" {words}")
    table = document.add_table(3, 2)
    for row, (name, words) in zip(table.rows, _SAID, strict=False):
        row.cells[0].text, row.cells[1].text = name, words
    return _saved(document)


def _teams_word() -> bytes:
    document = docx.Document()
    for number, (name, words) in enumerate(_SAID):
        document.add_paragraph(f"{name}   0:{number:02}\n{words}")
    return _saved(document)


def _saved(document: WordDocument) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return archives.packed(archives.members(data.getvalue()))


def _open_document() -> bytes:
    said = "".join(f"<text:p><text:span>{name}:</text:span> {_escaped(words)}</text:p>" for name, words in _SAID)
    row = "<table:table-row>" + "<table:table-cell><text:p>H1</text:p></table:table-cell>" * 2 + "</table:table-row>"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f"<office:text>{said}<table:table>{row * 3}</table:table><text:list><text:list-item><text:p>a<text:tab/>b</text:p></text:list-item></text:list></office:text>"
    content = f"{head}<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    styles = f"{head}<office:document-styles {spaces}/>"
    mime = b"application/vnd.oasis.opendocument.text"
    return archives.packed({"mimetype": mime, "content.xml": content.encode(), "styles.xml": styles.encode()})


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _pdf() -> bytes:
    said = "\n\n".join(f"{name}: {words}".replace("<", "\\<") for name, words in _SAID * 8)
    return typst.compile(f"#set document(date: none)\n{said}".encode())


def _rtf() -> bytes:
    said = "".join(rf"{{\b {name}:}} {words}\par" + "\n" for name, words in _SAID)
    escaped = "".join(character if character.isascii() else rf"\u{ord(character) % 65536}?" for character in said)
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\colortbl;\red1\green2\blue3;}"
    return (head + escaped + r"\trowd\intbl H1\cell joo\'e4\cell\row\pard x #00:01:02-3#}").encode()


def _html() -> bytes:
    said = "".join(f"<p><b>{name}</b> {_escaped(words)}</p>" for name, words in _SAID)
    return f'<!DOCTYPE html><html><meta charset="utf-8"><body>{said}<table><tr><td>H1<td>joo</table><ul><li>a</ul></body></html>'.encode()


def _captions(layout: str) -> bytes:
    blocks = (
        layout.format(n=n, at=f"00:00:{n:02}", to=f"00:00:{n + 1:02}", name=name, words=words)
        for n, (name, words) in enumerate(_SAID * 3)
    )
    return "\n".join(blocks).encode()


def _vtt(layout: str) -> bytes:
    return b"WEBVTT\n\nNOTE tehty\n\n" + _captions(layout)


def _segments() -> bytes:
    segments = [
        {
            "id": n,
            "start": n * 1.5,
            "end": n * 1.5 + 1,
            "text": f" {words}",
            "speaker": name,
            "words": [{"word": words, "start": n}],
        }
        for n, (name, words) in enumerate(_SAID)
    ]
    return json.dumps({"text": "", "segments": segments, "language": "fi"}, ensure_ascii=False).encode()


def _tsv() -> bytes:
    return (
        b"start\tend\ttext\n" + "".join(f"{n}000\t{n + 1}000\t{words}\n" for n, (_, words) in enumerate(_SAID)).encode()
    )


def _markdown() -> bytes:
    said = "\n\n".join(f"**{name}:** [00:0{n}] *{words}* [x](http://y) `c`" for n, (name, words) in enumerate(_SAID))
    return f"# Haastattelu\n\n{said}\n\n| Puhuja | Puhe |\n|---|---|\n| H1 | joo \\| ei |\n\n> lainaus\n\n1. a\n2. b\n\n```\nkoodi\n```\n".encode()


def _text() -> bytes:
    return ("Kesto: 34 min\n\n" + "\n".join(f"{name}: {words} [00:12]" for name, words in _SAID) + "\n=====\n").encode()


def _otter() -> bytes:
    said = "\n".join(f"{name} Meri  0:{n:02}\n{words}\n" for n, (name, words) in enumerate(_SAID))
    return f"{said}\nTranscribed by https://otter.ai\n".encode()


def _whisper_text() -> bytes:
    return "\n".join(f"[00:0{n}.000 --> 00:0{n + 1}.000]  {words}" for n, (_, words) in enumerate(_SAID)).encode()


def _otranscribe() -> bytes:
    said = "".join(
        f'<p><span class="timestamp" data-timestamp="{n}.5">0:0{n}</span>&nbsp;{name}: {words}<br></p>'
        for n, (name, words) in enumerate(_SAID)
    )
    return json.dumps({"text": said, "media": "a.mp3", "media-time": 12.5}).encode()


def _elan() -> bytes:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="s{n}"' + (f' TIME_VALUE="{n}00"/>' if n % 3 else "/>") for n in range(13)
    )
    held, glosses = "", ""
    for n, (_, words) in enumerate(_SAID):
        value = _escaped(words)
        held += f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="s{2 * n}" TIME_SLOT_REF2="s{2 * n + 1}"><ANNOTATION_VALUE>{value}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\n'
        glosses += f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="g{n}" ANNOTATION_REF="a{n}"><ANNOTATION_VALUE>gloss</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>'
    tiers = f'<TIER TIER_ID="A" PARTICIPANT="Anna">{held}</TIER><TIER TIER_ID="G" PARENT_REF="A">{glosses}</TIER>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>'.encode()


_TEAMS = "0d6d5f3a-4f0b/{n}-0\n{at}.000 --> {to}.500\n<v {name}>{words}</v>\n"
_ZOOM = "{n}\n{at}.000 --> {to}.000\n{name}: {words}\n"
_NOSCRIBE = "{n}\n{at}.000 --> {to}.000\n<v //{name}>//{name}: {words}//\n"
_ROLLING = "{at}.000 --> {to}.000 align:start position:0%\n{words}\n<{at}.500><c>joo</c>\n"
_SRT = "{n}\n{at},000 --> {to},000\n<i>{name}: {words}</i>\n"
_BUILT: dict[str, tuple[Callable[[], bytes], ...]] = {
    "docx": (_word, _teams_word),
    "odt": (_open_document,),
    "pdf": (_pdf,),
    "rtf": (_rtf,),
    "html": (_html,),
    "vtt": (lambda: _vtt(_TEAMS), lambda: _vtt(_ZOOM), lambda: _vtt(_NOSCRIBE), lambda: _vtt(_ROLLING)),
    "srt": (lambda: _captions(_SRT),),
    "json": (_segments,),
    "tsv": (_tsv,),
    "md": (_markdown,),
    "txt": (_text, _otter, _whisper_text),
    "otr": (_otranscribe,),
    "eaf": (_elan,),
}
TRANSCRIPTS = tuple(_BUILT)
"""The suffixes of transcripts."""


def transcripts(suffix: str) -> list[Material]:
    """Return whole transcripts of a format: those built here, then real ones."""
    built = [Material.of_file(f"a.{suffix}", build()) for build in _BUILT[suffix]]
    return built + files(f"transcripts/**/*.{suffix}") + files(f"formats/*.{suffix}")


def files(pattern: str) -> list[Material]:
    """Return the real files of a pattern that lie beside the repository; none where there are none, or only large ones."""
    found = (path for path in sorted(DATA.glob(pattern)) if path.is_file() and path.stat().st_size <= _REAL_BYTES)
    return [Material.of_file(f"a{path.suffix}", path.read_bytes()) for path in found]


def folder(place: Path, prefix: str = "") -> Material:
    """Return a folder with all its files as material; what begins with a point stays out."""
    found = sorted(path for path in place.rglob("*") if path.is_file() and not path.name.startswith("."))
    return Material(
        prefix or "a", {f"{prefix or 'a'}/{path.relative_to(place).as_posix()}": path.read_bytes() for path in found}
    )


SMALL = Size(documents=2, words=300, codings=40, dense=20, themes=2, sub_themes=2, topics=3, groups=2)


@lru_cache
def studies() -> tuple[Material, ...]:
    """Return whole study folders: one of Teema's own, one with transcripts as received, and the example."""
    with TemporaryDirectory() as temporary:
        own = folder(write_study(made_study(SMALL), Path(temporary) / "study"))
    received = {f"a/sources/h{number}.{suffix}": _BUILT[suffix][0]() for number, suffix in enumerate(TRANSCRIPTS)}
    tables = {name: content for name, content in own.files.items() if not name.startswith("a/documents/")}
    example = Path(__file__).parents[1] / "examples"
    shown = [folder(path.parent) for path in sorted(example.rglob("study.toml"))]
    return own, Material("a", tables | received), *shown[:1]
