"""Addresses of the comparison's pages; all begin with the study's name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.comparison.views import segments, tables

app_name = "comparison"
IN_A_STUDY = [
    path("segments/", segments.segments, name="segments"),
    path("tables/", tables.tables, name="tables"),
    path("tables/matrix/", tables.free_matrix, name="matrix"),
    path("tables/topics/", tables.topics, name="topics"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
