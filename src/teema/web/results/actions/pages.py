"""The customers' pages taken out of the workbench: who took how many is on record."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from teema.errors import NotFound
from teema.web.accounts.models import User
from teema.web.history.models import Act
from teema.web.results.queries.pages import file_name, files, page_of
from teema.web.studies.access import membership_of, require
from teema.web.studies.models import Customer, Study

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The moment that every file of an archive bears, so that the same pages give the same bytes."""


def save_page(actor: User, customer: Customer) -> tuple[str, bytes]:
    """Return a customer's page as a file. NotFound (B843): the customer has none."""
    _allowed(actor, customer.study)
    page = page_of(customer)
    if page is None:
        raise NotFound("B843")
    remember_pages(actor, customer.study, 1)
    return file_name(customer), page.encode()


def save_pages(actor: User, study: Study) -> bytes:
    """Return every customer's page, a file each, in one archive. NotFound (B843): there is none."""
    content, pages = packed_pages(actor, study)
    remember_pages(actor, study, pages)
    return content


def packed_pages(actor: User, study: Study) -> tuple[bytes, int]:
    """Return the archive and how many pages it holds, for whoever writes into history later. NotFound (B843): there is none."""
    _allowed(actor, study)
    made = list(files(study))
    if not made:
        raise NotFound("B843")
    return _packed(made), len(made)


def remember_pages(actor: User, study: Study, pages: int) -> None:
    """Write into history that pages left: that can't be undone."""
    Act.objects.create(study=study.pk, actor=actor, verb="study.save", params={"pages": pages}, state=Act.State.ERASED)


def _packed(made: Iterable[tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in made:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, page)
    return buffer.getvalue()


def _allowed(actor: User, study: Study) -> None:
    require(membership_of(actor, study.slug), "study.save")
