"""Identifiers made up by their rules, the same every time: valid ones, and what one wrong sign makes of them.

Written apart from ``teema.language.identifiers``, so that a mistake there shows: check characters are found by trying, not by the finder's formulas.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits

SEED = 2017
_CENTURIES = {"18": "+", "19": "-UVWXY", "20": "ABCDEF"}
_NATIONAL_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)
_ACCOUNTS = {
    "FI": "n14",
    "SE": "n20",
    "EE": "n16",
    "DE": "n18",
    "NO": "n11",
    "GB": "a4n14",
    "NL": "a4n10",
    "FR": "n10c11n2",
    "MT": "a4n5c18",
}
_MOBILE = ("040", "041", "044", "045", "046", "050", "0400", "0457")
_LANDLINE = ("02", "03", "05", "06", "08", "09", "013", "014", "015", "016", "017", "018", "019", "010", "020", "029")
_LOOKS_LIKE = dict(zip("0125689OIZSGB", "OIZSGBqDlEFCH", strict=True))


def personal_identity_code(random: Random) -> str:
    """Make a personal identity code of a day between 1800 and 2099, temporary ones included."""
    century = random.choice(tuple(_CENTURIES))
    year, month = random.randrange(100), random.randint(1, 12)
    day = random.randint(1, monthrange(int(century) * 100 + year, month)[1])
    number = random.randint(2, 999)
    rest = (day * 10_000_000 + month * 100_000 + year * 1000 + number) % 31
    check = [*digits, *(letter for letter in ascii_uppercase if letter not in "GIOQZ")][rest]
    return f"{day:02}{month:02}{year:02}{random.choice(_CENTURIES[century])}{number:03}{check}"


def business_id(random: Random) -> str:
    """Make a business identity code: the weighted sum of all its digits, the check digit's too, is divisible by 11."""
    while True:
        code = f"{random.randrange(100, 4_000_000):07}"
        for check in digits:
            if sum(int(a) * b for a, b in zip(code + check, _NATIONAL_WEIGHTS, strict=True)) % 11 == 0:
                return f"{code}-{check}"


def iban(random: Random) -> str:
    """Make an account number, half of them Finnish, half of them in groups of four."""
    country = random.choice(("FI", random.choice(tuple(_ACCOUNTS))))
    account = "".join(_part(kind, random) for kind in _runs(_ACCOUNTS[country]))
    check = next(f"{one:02}" for one in range(2, 99) if _remainder(f"{account}{country}{one:02}") == 1)
    number = f"{country}{check}{account}"
    return number if random.random() < 0.5 else " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _runs(structure: str) -> Iterator[str]:
    for run in structure.replace("n", " n").replace("a", " a").replace("c", " c").split():
        yield from run[0] * int(run[1:])


def _part(kind: str, random: Random) -> str:
    return random.choice({"n": digits, "a": ascii_uppercase, "c": digits + ascii_uppercase}[kind])


def _remainder(signs: str) -> int:
    """Return the remainder of 97, sign by sign."""
    rest = 0
    for sign in signs:
        value = ord(sign) - 55 if sign.isalpha() else int(sign)
        rest = (rest * (100 if value > 9 else 10) + value) % 97
    return rest


def phone(random: Random) -> str:
    """Make a Finnish telephone number, mobile or of an area, written in one of the usual ways."""
    if random.random() < 0.6:
        area = random.choice(_MOBILE)
        rest = _digits(random, 7 if len(area) == 3 else 6)
    else:
        area, rest = random.choice(_LANDLINE), _digits(random, random.randint(6, 7))
    written = random.choice((rest, f"{rest[:3]} {rest[3:]}", f"{rest[:-4]} {rest[-4:-2]} {rest[-2:]}"))
    abroad = f"+358{random.choice(('', ' '))}{area[1:]}", f"+358 (0){area[1:]}", f"00358{area[1:]}"
    return f"{random.choice((area, area, f'({area})', *abroad))}{random.choice(('', ' ', '-'))}{written}"


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("23456789") for _ in range(count))


def email(random: Random) -> str:
    """Make an e-mail address."""
    one, two, place = (_letters(random) for _ in range(3))
    local = random.choice((f"{one}.{two}", f"{one}{random.randint(1, 99)}", f"{one}_{two}", f"{one[0]}.{two}-{one}"))
    return f"{local}@{random.choice((place, f'{two}.{place}'))}.{random.choice(('fi', 'com', 'org'))}"


def _letters(random: Random) -> str:
    return "".join(random.choice(ascii_lowercase) for _ in range(random.randint(3, 9)))


MAKERS: dict[str, Callable[[Random], str]] = {
    "personal_identity_code": personal_identity_code,
    "business_id": business_id,
    "iban": iban,
    "phone": phone,
    "email": email,
}


def made(kind: str, count: int) -> Iterator[str]:
    """Yield valid identifiers of a kind."""
    random = Random(f"{SEED}-{kind}")
    for _ in range(count):
        yield MAKERS[kind](random)


def near_misses(kind: str, count: int) -> Iterator[str]:
    """Yield identifiers that a slip has made wrong: another check character, a digit become another or a letter, a sign lost."""
    random = Random(f"{SEED}-{kind}-near")
    for _ in range(count):
        yield _SPOILED[kind](MAKERS[kind](random), random)


def _wrong_sign(identifier: str, random: Random) -> str:
    """Replace a digit or letter: mostly by another of the same sort, else by one that looks like it."""
    places = [place for place, sign in enumerate(identifier) if sign.isalnum()]
    place = random.choice(places)
    sign = identifier[place]
    like = _LOOKS_LIKE.get(sign, "") if random.random() < 0.3 else ""
    pool = digits if sign.isdecimal() else ascii_uppercase
    return identifier[:place] + (like or random.choice(pool.replace(sign, ""))) + identifier[place + 1 :]


def _wrong_phone(identifier: str, random: Random) -> str:
    """Make a digit within a group a letter, not in the last of several: with another digit a number is a number still."""
    last = max(map(identifier.rfind, " -"))
    head = identifier[: last if last > 4 else len(identifier)]
    place = random.choice([place for place in range(1, len(head)) if head[place - 1 : place + 1].isdecimal()])
    return identifier[:place] + random.choice("OIlSBZ") + identifier[place + 1 :]


def _wrong_address(identifier: str, random: Random) -> str:
    local, domain = identifier.split("@")
    name, *_, top = domain.split(".")
    return random.choice(
        (
            f"{local}@{domain.replace('.', ',')}",
            f"{local} @{domain}",
            f"{local}@ {domain}",
            f"{local}(at){domain}",
            f"{local} [at] {domain}",
            f"{local}@{name}",
            f"{local}@{name}.{top[0]}1",
            f"{local} ät {name} piste {top}",
            f"{local},x@{domain}",
        )
    )


_SPOILED: dict[str, Callable[[str, Random], str]] = {
    "personal_identity_code": _wrong_sign,
    "business_id": _wrong_sign,
    "iban": _wrong_sign,
    "phone": _wrong_phone,
    "email": _wrong_address,
}
