"""Signing in and out, one's own page, and the users of the workspace."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.accounts import actions, throttle
from teema.web.accounts.access import require_keeper
from teema.web.accounts.forms import OwnForm, PasswordForm, SignInForm, UserForm
from teema.web.accounts.models import User
from teema.web.speaking import spoken
from teema.wording import explain, say

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is."""
    if request.user.is_authenticated:
        return redirect("studies:home")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if user := _known(form):
            login(request, user, backend=_BACKEND)
            return _on_the_way(request)
        form.add_error(None, say(spoken(), "web_accounts.sign_in.unknown"))
    response = render(request, "accounts/sign_in.html", {"form": form, "page_width": "form"})
    _remember_wanted(request, response)
    return response


def _known(form: SignInForm) -> User | None:
    username, password = form.cleaned_data["username"], form.cleaned_data["password"]
    throttle.require_patience(username)
    user = authenticate(username=username, password=password)
    throttle.forget(username) if user else throttle.missed(username)
    return user


def _remember_wanted(request: HttpRequest, response: HttpResponse) -> None:
    """Keep in the browser where someone was going: the link that signs them in comes from elsewhere and doesn't know it."""
    if wanted := request.GET.get("next", ""):
        response.set_cookie(
            settings.WANTED_COOKIE_NAME,
            wanted,
            max_age=actions.LINK_HOLDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def _on_the_way(request: HttpRequest) -> HttpResponse:
    """Go where someone was going before they were asked; never to another site."""
    wanted = request.GET.get("next") or request.COOKIES.get(settings.WANTED_COOKIE_NAME, "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    response = redirect(wanted if safe else reverse("studies:home"))
    response.delete_cookie(settings.WANTED_COOKIE_NAME)
    return response


def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in whom the link names, once. A page asks for the click first: link previews of mail programs don't spend it."""
    if request.method != "POST" and "now" not in request.GET:
        return render(request, "accounts/sign_in_by_link.html", {"token": token, "page_width": "form"})
    login(request, actions.use_sign_in_link(token), backend=_BACKEND)
    return _on_the_way(request)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:sign-in")


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own page, and change how one is called and answered."""
    user: User = request.user  # type: ignore[assignment]
    form = OwnForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        actions.change_own(user, **form.cleaned_data)
        messages.success(request, say(user.language or spoken(), "web_accounts.account.saved"))  # type: ignore[arg-type]
        return redirect("accounts:account")
    return render(request, "accounts/account.html", {"form": form, "page_width": "form"})


@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Set one's own password."""
    user: User = request.user  # type: ignore[assignment]
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.change_password(user, form.cleaned_data["new_password"])
        update_session_auth_hash(request, user)
        messages.success(request, say(spoken(), "web_accounts.password.saved"))
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form, "page_width": "form"})


@login_required
def users(request: HttpRequest) -> HttpResponse:
    """List the users of the workspace, and add one."""
    require_keeper(request.user)
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.add_user(request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Conflict as trouble:
            form.add_error("username", explain(trouble, spoken())[0])
        else:
            return _with_link(request, user.pk)
    listed = User.objects.order_by("-is_active", "name")
    return render(request, "accounts/users.html", {"form": form, "users": listed, "page_width": "reading"})


@login_required
@require_POST
def new_link(request: HttpRequest, user: int) -> HttpResponse:
    """Make a sign-in link for someone and show it, this once."""
    return _with_link(request, user)


def _with_link(request: HttpRequest, number: int) -> HttpResponse:
    user, token = actions.link_for(request.user, number)  # type: ignore[arg-type]
    link = request.build_absolute_uri(reverse("accounts:sign-in-by-link", args=[token]))
    response = render(request, "accounts/link.html", {"whose": user, "link": link, "page_width": "reading"})
    response.headers["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def access(request: HttpRequest, user: int) -> HttpResponse:
    """Close someone's access, or open it again."""
    actions.let_in(request.user, user, active=request.POST.get("active") == "yes")  # type: ignore[arg-type]
    return redirect("accounts:users")
