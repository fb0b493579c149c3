"""Signing in."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from teema.web.accounts.actions import use_sign_in_link


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is."""
    return render(request, "accounts/sign_in.html")


def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in whom the link names, once. A page asks for the click first: link previews of mail programs don't spend it."""
    if request.method != "POST" and "now" not in request.GET:
        return render(request, "accounts/sign_in_by_link.html", {"token": token})
    login(request, use_sign_in_link(token), backend="django.contrib.auth.backends.ModelBackend")
    return redirect("studies:home")
