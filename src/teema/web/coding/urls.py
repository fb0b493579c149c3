"""Addresses; those of a study begin with its name."""

from django.urls import URLPattern, URLResolver

app_name = "coding"
urlpatterns: list[URLPattern | URLResolver] = []
