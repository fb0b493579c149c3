"""Forms of signing in, of one's own page and of users."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from teema.web.accounts.models import User
from teema.web.speaking import spoken
from teema.wording import LANGUAGES, say


def _say(key: str) -> str:
    return say(spoken(), f"web_accounts.{key}")


class _Worded(forms.Form):
    """A form whose labels and hints stand in ``web_accounts.fields`` and ``web_accounts.hints``."""

    hinted: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _say(f"fields.{name}")
            field.help_text = _say(f"hints.{name}") if name in self.hinted else ""


class SignInForm(_Worded):
    """Who it is."""

    username = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class OwnForm(_Worded):
    """How one is called and answered."""

    hinted = ("name",)
    name = forms.CharField(max_length=120)
    language = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [("", _say("languages.browser")), *((one, _say(f"languages.{one}")) for one in LANGUAGES)]
        self.fields["language"].choices = own  # type: ignore[attr-defined]


class PasswordForm(_Worded):
    """One's own password: the old one, where there is one, and the new one."""

    hinted = ("new_password",)
    old_password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    new_password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["old_password"]

    def clean_old_password(self) -> str:
        """Refuse a wrong password: whoever finds the page open can't take the account over."""
        old: str = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_say("wrong_password"))
        return old

    def clean_new_password(self) -> str:
        """Refuse a password that is easily guessed."""
        new: str = self.cleaned_data["new_password"]
        validate_password(new, self.user)
        return new


class UserForm(_Worded):
    """A new user."""

    hinted = ("username", "keeper")
    name = forms.CharField(max_length=120)
    username = forms.SlugField(max_length=80)
    keeper = forms.BooleanField(required=False)
