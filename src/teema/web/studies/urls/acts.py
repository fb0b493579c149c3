"""Addresses within a study."""

from django.urls import URLPattern, path

from teema.web.studies.views import acts

urlpatterns: list[URLPattern] = [path("history/", acts.acts, name="acts")]
