"""Signing a user in without the page that asks who it is."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from teema.web.accounts.models import User


def sign_in(page: Page, user: User, address: str) -> None:
    """Give a page the session of a user."""
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(user)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
