"""Addresses within a study."""

from django.urls import URLPattern, path

from teema.web.studies.views import undoing

urlpatterns: list[URLPattern] = [
    path("undo/", undoing.undo, name="undo"),
    path("redo/", undoing.redo, name="redo"),
]
