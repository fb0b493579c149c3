from collections.abc import Callable

from django.test import Client


def test_a_study_opens_to_its_members_only(as_persona: Callable[[str], Client]) -> None:
    """A member sees the study, an outsider is told there is none, nobody is asked to sign in."""
    place = "/s/mita-asiakkaat-odottavat-ja-kokevat-keksitty-esimerkkitutkim/"
    assert [as_persona(name).get(place).status_code for name in ("lead", "reader", "outsider", "nobody")] == [
        200,
        200,
        404,
        302,
    ]
