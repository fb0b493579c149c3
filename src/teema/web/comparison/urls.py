"""Addresses of the comparison's pages; all begin with the study's name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.comparison.views import segments

app_name = "comparison"
IN_A_STUDY = [
    path("segments/", segments.segments, name="segments"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
