"""Vague quantifiers: how k of n is said, what statements claim, and whether they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.analysis.claims import QUANTIFIERS
from teema.analysis.quantifiers import claimed, fits, quantifier


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, ["none"]),
        (1, ["none", "all"]),
        (2, ["none", "one", "all"]),
        (3, ["none", "one", "most", "all"]),
        (4, ["none", "one", "half", "most", "all"]),
        (5, ["none", "one", "some", "most", "all_but_one", "all"]),
        (6, ["none", "one", "some", "half", "most", "all_but_one", "all"]),
    ],
)
def test_the_table_of_quantifiers(n: int, words: list[str]) -> None:
    """The first of the table's lines that holds is the word; miltei kaikki needs five customers."""
    assert [quantifier(k, n) for k in range(n + 1)] == words


@pytest.mark.parametrize(("k", "n"), [(-1, 2), (3, 2)])
def test_impossible_counts_are_refused(k: int, n: int) -> None:
    """More customers than there are cannot be put into a word."""
    with pytest.raises(ValueError, match=f"{k} of {n}"):
        quantifier(k, n)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_word_always_fits_its_own_count(k: int, more: int) -> None:
    """Whatever word the count gives, a statement that uses it is right."""
    assert fits(quantifier(k, k + more), k, k + more)


def test_weaker_words_fit_and_stronger_do_not() -> None:
    """Most also fits all but one and all; half is exact; all but one is none of a group under five."""
    assert [key for key in QUANTIFIERS if fits(key, 7, 8)] == ["most", "all_but_one"]
    assert [key for key in QUANTIFIERS if fits(key, 8, 8)] == ["most", "all"]
    assert [key for key in QUANTIFIERS if fits(key, 1, 2)] == ["one", "half"]
    assert [key for key in QUANTIFIERS if fits(key, 3, 4)] == ["most"]
    assert [key for key in QUANTIFIERS if fits(key, 0, 0)] == ["none"]


FINNISH = {
    "all": """
        Kaikissa haastatteluissa nousi esiin kumppanuus.
        Päivittäinen yhteistyö toimii kaikilla asiakkailla tuttujen palvelukanavien kautta.
        Tavoitettavuus oli kaikille tärkeä.
        Kaikkien mielestä palvelu on ystävällistä.
        Kaikki haastateltavat pitivät tiedottamista tärkeänä.
        Kaikki kahdeksan asiakasta odottivat neuvontaa.
        Kaikilla kunta-, kuntayhtymä- ja yhteisöasiakkailla vastuu on asiakkaalla.
        Kaikki myös toivoivat räätälöityä raportointia.
        Kaikki ovat tyytyväisiä.
        Kaikki arvostavat keskusteluyhteyttä.
        Kaikki odottavat neuvontaa.
        Kaikki kokivat muutokset raskaiksi.
        Jokainen asiakas odottaa neuvontaa.
        Jokaisessa haastattelussa puhuttiin tavoitettavuudesta.
        Molemmat kuntayhtymät kokivat vastuun siirtyneen.
        Kaikista asiakkaista tuntui turvalliselta.
        Kaikkien asiakkaiden mielestä tiedottamista tulee parantaa.
    """,
    "all_but_one": """
        Seutuextra oli miltei kaikille haastateltaville vieras.
        Lähes kaikki kuntien edustajat tunsivat yhteyshenkilönsä.
        Melkein kaikissa kunnissa raportointi ontuu.
        Yhtä lukuun ottamatta kaikki asiakkaat kokivat palvelun hyväksi.
        Kaikki paitsi yksi asiakas koki palvelun hyväksi.
    """,
    "most": """
        Suurimmalla osalla asiakkaista on käytössä palkkapalvelu.
        Enemmistö kunnista koki tiedottamisen ontuvan.
        Suurin osa koki palvelun hyväksi.
        Suurimman osan mielestä hinnat nousivat.
        Valtaosa haastatelluista piti tapaamisia tärkeinä.
        Useimmissa haastatteluissa mainittiin puhelinnumerouudistus.
        Useimmat kokivat palvelun hyväksi.
        Enemmistön mielestä palvelu on hyvää.
        Yli puolet asiakkaista toivoi muutosta.
        Asiakkaista suurin osa on tyytyväisiä.
    """,
    "half": """
        Puolet asiakkaista koki hinnoittelun epäselväksi.
        Puolet koki hinnoittelun epäselväksi.
        Noin puolet haastatelluista tunsi extranetin.
        Puolella kunnista on oma palkanlaskija.
        Kunnista puolet koki etäisyyttä.
    """,
    "some": """
        Jotkut kokivat Calpron muuttuneen etäisemmäksi.
        Osa asiakkaista koki arvostuksen kohentuneen.
        Osa haastatteluista sujui omalla painollaan.
        Osa ei tuntenut extranetia.
        Osan mielestä hinta on korkea.
        Osalle asiakkaista tieto tulee myöhässä.
        Haastatelluista osa toivoi koulutusta.
        Joillakin asiakkailla henkilöstöasioita hoitaa eri henkilö.
        Joidenkin mielestä hinta on korkea.
        Joissakin haastatteluissa esitettiin tarkentavia kysymyksiä.
        Jotkut selvästi kaipasivat tapaamisia ja luottavat sovittuun.
        Toiset asiakkaat kokivat tiedottamisen hyväksi.
        Käyttökatkoissa toiset puolestaan kokivat puutteita.
        Muutamassa haastattelussa puhuttiin hinnoista.
        Pienellä osalla kunnista on oma järjestelmä.
    """,
    "one": """
        Eräs asiakas toivoi koulutusta.
        Yksi asiakas toivoi koulutusta.
        Sillä erään haastateltavan mukaan riskit pienenevät.
        Yhdessä haastattelussa mainittiin hinta.
        Yhden asiakkaan mielestä hinta on korkea.
        Yksi haastatelluista piti hintaa korkeana.
        Eräs pieni kunta piti hintaa korkeana.
        Asiakkaista yksi piti hintaa korkeana.
    """,
    "none": """
        Kukaan ei tuntenut extranetia.
        Extranetia ei tuntenut kukaan.
        Yksikään asiakas ei tuntenut extranetia.
        Yksikään ei tuntenut extranetia.
        Ei yksikään kunnista tuntenut extranetia.
        Kenelläkään ei ollut extranetia.
        Missään haastattelussa ei noussut esiin hinta.
        Yhdenkään asiakkaan mielestä hinta ei ole korkea.
        Kukaan asiakkaista ei tuntenut extranetia.
        Kävi ilmi, ettei yksikään kunta tuntenut extranetia.
    """,
}
NO_FINNISH = """
    Osaaminen sijaistustilanteissa on tärkeää.
    Yksittäinen asiakas ja yksittäisen kunnan työntekijä ovat asiakkaita.
    Osalla Calpron henkilöstöstä on työkokemusta asiakkaan puolelta.
    Asiakkaan puolella vaikutukset näkyvät työtehtävissä.
    Kaikkiaan haastateltiin kolmetoista henkilöä.
    Henkilöstön osalta haastateltavat toivoivat tavoitettavuutta.
    Kaikki tiedot siirtyvät ajantasaisesti.
    Kaikki asiakkaan tiedot ovat oikein.
    Kaikki tarvittavat tiedot puuttuvat.
    Kaikki on hyvin.
    Kaikki järjestelmiin liittyvät asiat etenevät.
    Kaikissa järjestelmissä on parannettavaa.
    Kaikissa asiakkaiden järjestelmissä on parannettavaa.
    Kaikissa yhteistyöhön liittyvissä asioissa on parannettavaa.
    Kaikista tärkein on tavoitettavuus, ja ennen kaikkea nopeus.
    Palvelu on kaikin puolin hyvää, ja virheistä opitaan puolin ja toisin.
    Kaikki asiakkaat eivät tunne extranetia.
    Kaikilla asiakkailla ei ole extranetia.
    Eivät kaikki asiakkaat kokeneet muutosta hyväksi.
    Muutoksista tulee tiedottaa kaikille asiakkaille.
    Kaikille asiakkaille pitäisi tiedottaa muutoksista.
    Kaikille asiakkaille on tiedotettava muutoksista.
    Asetus on kaikilta osiltaan velvoittava.
    Osa raporteista puuttuu.
    Osa nykyisestä henkilökunnasta työskenteli kunnan palveluksessa.
    Calpro on osa konsernia, ja neuvonta on tärkeä osa palvelua.
    Suurin osa laskuista on oikein.
    Puolet ajasta menee odottamiseen.
    Virheitä on puolet enemmän.
    Lahden kaupunki on enemmistöosakas.
    Yhdessä asiakkaan kanssa kehitetään palvelua.
    Asiakkaalla tulisi olla yksi yhteyshenkilö.
    Yksi järjestelmä riittää, ja eräässä järjestelmässä on vikaa.
    Vähintään yksi asiakas tunsi extranetin.
    Yksikään raportti ei ole oikein.
    Mikään järjestelmä ei toimi.
    Kukaan Calprossa ei vastaa puhelimeen.
    Kukaan työntekijöistä ei vastaa puhelimeen.
    Jokainen raportti tarkistetaan.
    Rajapinnat ovat selkeät jokaisessa asiakassopimuksessa.
    Joissakin tilanteissa tiedotus ontuu.
    Asiakkaat käyvät useimmiten kotisivuilla ja tapaavat toisiaan.
    Muutama vuosi sitten palvelu oli parempaa.
    Molemmat osapuolet ovat ajan tasalla.
    Toiset järjestelmät toimivat paremmin kuin toiset.
"""
ENGLISH = {
    "all": """
        All customers felt welcome.
        All of them felt welcome.
        In all interviews reachability came up.
        Every customer expects guidance.
        Each municipality has its own rules.
        Everyone was satisfied.
        Both municipalities felt distant.
        All four municipalities felt distant.
        Reachability was important to everyone.
    """,
    "all_but_one": """
        All but one customer knew the extranet.
        All but one of the customers knew it.
        Almost all interviewees knew it.
        Nearly every customer knew it.
        Nearly everyone knew it.
    """,
    "most": """
        Most customers value meetings.
        Most of the municipalities value meetings.
        The majority of customers value meetings.
        More than half of the customers value meetings.
        Most found it good.
    """,
    "half": """
        Half of the customers knew it.
        Half the customers knew it.
        About half of the respondents knew it.
    """,
    "some": """
        Some customers felt distant.
        Some felt that prices rose.
        A few customers felt distant.
        Some of the municipal customers felt distant.
    """,
    "one": """
        One customer wished for training.
        One of the customers wished for training.
        In one interview prices came up.
        A single customer wished for training.
    """,
    "none": """
        No one knew the extranet.
        Nobody knew the extranet.
        None of the customers knew it.
        No customer knew it.
        Not a single customer knew it.
    """,
}
NO_ENGLISH = """
    All systems should work all the time.
    Not all customers know the extranet.
    Above all the service matters, after all.
    One contact person is enough, and one of the systems is old.
    Some time ago the most important thing was price.
    At most one customer and at least one customer.
    Half a year ago half of the invoices were late.
    Part of the service is advice.
    All reports that customers get are late.
    Some reports from customers are late.
    All customers should be told in time.
    All customer data is safe.
    They help each other and one another.
"""


def sentences(text: str) -> list[str]:
    """Return the sentences of a list, one a line."""
    return [line.strip() for line in text.strip().splitlines()]


def cases(claims: dict[str, str]) -> list[tuple[str, str]]:
    """Return each sentence with its claim."""
    return [(sentence, key) for key, text in claims.items() for sentence in sentences(text)]


@pytest.mark.parametrize(("sentence", "key"), cases(FINNISH))
def test_finnish_claims(sentence: str, key: str) -> None:
    """Each sentence makes the one claim, in whatever case, and its words stand where it says."""
    (found,) = claimed(sentence, "fi")
    assert found.quantifier == key
    assert sentence[found.start :].startswith(found.words)


@pytest.mark.parametrize("sentence", sentences(NO_FINNISH))
def test_finnish_quantifiers_of_other_things(sentence: str) -> None:
    """Quantifiers of systems and times, words that only look like them, denials and wishes claim nothing of customers."""
    assert claimed(sentence, "fi") == ()


@pytest.mark.parametrize(("sentence", "key"), cases(ENGLISH))
def test_english_claims(sentence: str, key: str) -> None:
    """Each sentence makes the one claim, and its words stand where it says."""
    (found,) = claimed(sentence, "en")
    assert found.quantifier == key
    assert sentence[found.start :].startswith(found.words)


@pytest.mark.parametrize("sentence", sentences(NO_ENGLISH))
def test_english_quantifiers_of_other_things(sentence: str) -> None:
    """Quantifiers of systems and times, denials and wishes claim nothing of customers."""
    assert claimed(sentence, "en") == ()


def test_claims_come_in_the_order_of_the_words() -> None:
    """A statement may make several claims."""
    found = claimed("Toiset asiakkaat kokivat, että tiedotetaan hyvin, toiset puolestaan kokivat puutteita.", "fi")
    assert [(one.quantifier, one.words) for one in found] == [("some", "Toiset asiakkaat"), ("some", "toiset")]


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_nothing_claims_nothing(language: str) -> None:
    """An empty statement, and one in a language that Teema does not read, make no claim."""
    assert claimed("", language) == ()
    assert claimed("Alla kunder var nöjda.", "sv") == ()
