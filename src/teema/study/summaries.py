"""The cells of a framework grid: a summary of what one customer says of one sub-theme is a memo about ``summary:CUSTOMER/SUB_THEME``.

Framework analysis: Gale et al. 2013, BMC Medical Research Methodology 13:117, "charting data into the framework matrix".
"""

from __future__ import annotations

_KIND = "summary:"


def summary_place(customer: str, sub_theme: str) -> str:
    """Return what the memo of a cell is about.

    >>> summary_place("K1", "palvelut"), summary_place("K1", "a/b%")
    ('summary:K1/palvelut', 'summary:K1/a%2Fb%25')
    """
    return f"{_KIND}{customer}/{sub_theme.replace('%', '%25').replace('/', '%2F')}"


def summarised(about: str) -> tuple[str, str] | None:
    """Return the customer and the sub-theme that a memo summarises; None where it is about something else.

    >>> summarised("summary:K/1/a%2Fb%25"), summarised("customer:K1"), summarised("")
    (('K/1', 'a/b%'), None, None)
    """
    if not about.startswith(_KIND):
        return None
    customer, _, sub_theme = about.removeprefix(_KIND).rpartition("/")
    return customer, sub_theme.replace("%2F", "/").replace("%25", "%")
