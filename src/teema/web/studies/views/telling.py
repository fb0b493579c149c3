"""What a page says after a change of the register: that it was made, or beside its field why it wasn't."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teema.errors import TeemaError
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest
from teema.web.studies.forms.worded import said
from teema.wording import explain


def made(request: StudyRequest, done: str, place: str, /, **where: object) -> HttpResponse:
    """Say that something was done (``web_register.done.…``) and go to a page of the study."""
    messages.success(request, said(f"web_register.done.{done}"))
    return redirect(reverse(place, kwargs={"study": request.study.slug, **where}))


def blame(form: forms.Form, field: str, trouble: TeemaError) -> None:
    """Put an action's refusal beside the field that caused it."""
    form.add_error(field, " ".join(explain(trouble, spoken())))
