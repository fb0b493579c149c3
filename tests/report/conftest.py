"""A small report that holds everything which is hard to render: Finnish, markup characters, emoji, long words, empty cells."""

from __future__ import annotations

import struct
import zlib
from datetime import date

import pytest

from teema.report.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Edition,
    Figure,
    Heading,
    Line,
    Paragraph,
    Picture,
    Quote,
    Report,
    Run,
    Segment,
    Table,
    Tone,
    cell,
)

HARD = "<script>alert('ä')</script> & #set $x$ *tähti* _ala_ @nimi `koodi` \\n [linkki](http://x) 😀 =1+1"
LONG = "Epäjärjestelmällistyttämättömyydelläänsäkäänköhän" * 2
TONES: tuple[Tone, ...] = ("plain", "good", "mixed", "bad", "absent", "void") * 2
STATES = ("–", "täyttyi", "täyttyi osin", "ei täyttynyt", "ei mainintaa", "ei kysytty") * 2


def png(width: int = 40, height: int = 20) -> bytes:
    """Draw a plain grey PNG."""
    rows = (b"\x00" + b"\xc8\xd4\xe2" * width) * height

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(alt: str = "Pylväskuvio: asiakkuus 3, palvelut 3") -> Picture:
    """Return a small chart in both formats."""
    bars = "".join(
        f'<rect x="{40 + 60 * i}" y="{180 - h}" width="40" height="{h}" fill="#3b6ea5"/>'
        for i, h in enumerate((120, 90, 60))
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="200" viewBox="0 0 420 200">'
        f'<rect width="420" height="200" fill="white"/>{bars}<text x="240" y="40" font-size="14" fill="#333" '
        "font-family=\"'Source Sans 3', Arial, sans-serif\">Mainintoja 😀, n = 8</text></svg>"
    )
    return Picture(svg, png(420, 200), alt, 420, 200)


def segment(number: int) -> Segment:
    """Return a segment whose turn has words before and after the coded ones."""
    said = f"puhelimeen ei saa ketään kiinni 😀 ({number})"
    return Segment(
        f"00000000-0000-4000-8000-{number:012d}",
        f"Kunta A, haastattelu {number % 8 + 1}, H1, 00:{number % 60:02d}:19",
        "No tuota, jos ihan suoraan sanotaan niin ",
        said,
        ", se on ollu vähän hankalaa. </script><b>Mut ihmiset on mukavia.",
        "Asiakaskokemukset › palvelut › tavoitettavuus: vaikea tavoittaa (−)",
    )


SEGMENTS = {one.id: one for one in map(segment, range(40))}
IDS = tuple(SEGMENTS)


def themes() -> Table:
    """Return a table of expressions by sub-theme and group, with a hard cell and an empty one."""
    columns = (
        Column("Alateema", weight=1.2),
        Column("Kunnat", weight=2),
        Column("Kuntayhtymät", weight=2),
        Column("Yhteisöt", weight=2),
    )
    expressions = Cell(
        (
            Line("vaikea tavoittaa puhelimella", IDS[:3]),
            Line("henkilökohtainen palvelu toimii hyvin, kun oma yhteyshenkilö on paikalla", IDS[3:4]),
            Line("raportointi – ”hidasta”"),
        ),
        3,
        4,
    )
    rows = (
        (cell("palvelut"), expressions, cell("nopea vastaus", segments=IDS[4:6], count=1, n=2), Cell()),
        (cell("henkilöstö"), cell(HARD), cell(LONG), cell("asiantunteva", segments=IDS[6:7], count=2, n=2)),
        (cell("asiakkuus"), cell("kumppani eikä tilaaja"), cell("–"), cell("\x0btunnetaan nimeltä", count=1, n=2)),
    )
    return Table(
        "teemat",
        "Asiakaskokemukset alateemoittain",
        columns,
        rows,
        note="n = ryhmän haastatellut asiakkaat.",
        sheet="Kokemukset",
    )


def states() -> Table:
    """Return a wide table whose cells carry twelve tones."""
    columns = (Column("Asiakas", weight=1.5), *(Column(f"alateema {place}") for place in range(1, 13)))
    tinted = tuple(Cell((Line(state, IDS[8:10]),), tone=tone) for state, tone in zip(STATES, TONES, strict=True))
    rows = tuple((cell(f"Kunta {name}"), *tinted) for name in "ABC")
    return Table("tilat", "Odotusten täyttyminen asiakkaittain", columns, rows, wide=True, sheet="Tilat: kaikki/osa")


def long_table() -> Table:
    """Return thirty rows of which paper shows twelve, with numbers of every kind."""
    columns = (Column("Ilmaus", weight=3), Column("Mainintoja", True), Column("Osuus", True), Column("Keskiarvo", True))
    rows = tuple(
        (cell(f"pelkistetty ilmaus {n}"), cell(f"1\u202f{n:03d}", count=n), cell(f"{n} %"), cell(f"−0,{n % 10}"))
        for n in range(30)
    )
    return Table("ilmaukset", "Pelkistetyt ilmaukset", columns, rows, paper_rows=12, sheet="Tilat_ kaikki_osa")


def blocks() -> tuple[Block, ...]:
    """Return the blocks of the sample."""
    turns = "Kokemukset kiteytyvät kolmeen asiaan: tavoitettavuuteen, raportointiin ja siihen, tunnetaanko asiakas. "
    return (
        Heading("Johdanto", 1, "johdanto"),
        Paragraph(
            (
                Run(turns * 3),
                Run("Alateemat kokoaa "),
                Run("", ref="teemat"),
                Run(", ja tilat näkyvät "),
                Run("taulukossa", ref="tilat"),
                Run("."),
            )
        ),
        Paragraph(
            (
                Run("Tavoitettavuus", "strong", IDS[:12]),
                Run(" nousi esiin "),
                Run("kolmessa neljästä", segments=IDS[:3]),
                Run(" kunnasta ("),
                Run("", ref="sanat"),
                Run("). "),
                Run(HARD, "emphasis"),
            )
        ),
        Bullets(
            (
                Paragraph((Run("hyvä: "), Run("henkilöstö", "strong"))),
                Paragraph(
                    (
                        Run(
                            "kehitettävää: raportointi, joka tulee myöhässä ja jota ei selitetä kenellekään ennen kuin kysytään"
                        ),
                    )
                ),
            )
        ),
        Heading("Kokemukset alateemoittain & ryhmittäin", 2, "kokemukset"),
        Paragraph((Run(turns * 2),)),
        Quote(
            "No puhelimeen ei saa ketään kiinni, se on ollu vähän hankalaa. Mut ne ihmiset on kyllä mukavia.",
            "Kunnat",
            IDS[:1],
        ),
        themes(),
        Paragraph((Run(turns),)),
        Figure(
            "sanat", "sanaverkko", "Useimmin toistuvat alateemat", picture(), note="Koko kertoo asiakkaiden määrän."
        ),
        Heading("Odotukset ja kokemukset", 1, "erot"),
        Heading("Tilat", 2, "tilat"),
        states(),
        Heading("Liitteet", 1, "liitteet"),
        Paragraph((Run("Ilmaukset luetellaan "), Run("taulukossa", ref="ilmaukset"), Run("."))),
        long_table(),
        Table("tyhja", "Tyhjä taulukko", (Column("Alateema"), Column("Kunnat")), ()),
        Paragraph((Run(turns),)),
    )


def sample(edition: Edition = "working") -> Report:
    """Return the sample report."""
    return Report(
        "Asiakaskokemus & odotukset: Esimerkki Oy",
        "Teemahaastattelututkimus <2016>",
        "fi",
        edition,
        blocks(),
        about=(
            ("Organisaatio", "Esimerkki Oy"),
            ("Päivätty", "3.8.2016"),
            ("Laitos", "työlaitos"),
            ("Tutkimuksen versio", "a1b2c3d4"),
        ),
        segments=SEGMENTS if edition == "working" else {},
        dated=date(2016, 8, 3),
    )


@pytest.fixture(scope="session")
def working() -> Report:
    """The sample's working edition: forty segments stand behind its words."""
    return sample()


@pytest.fixture(scope="session")
def public() -> Report:
    """The sample's public edition: the blocks still name segments, but the report holds none."""
    return sample("public")
