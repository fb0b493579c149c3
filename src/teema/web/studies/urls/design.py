"""Addresses within a study."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
