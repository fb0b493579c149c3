"""Addresses of the results' pages; all begin with the study's name."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "results"
IN_A_STUDY: list[URLPattern] = []
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
