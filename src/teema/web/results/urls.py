"""Addresses of the results' pages; all begin with the study's name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.results.views import measures, pages

app_name = "results"
IN_A_STUDY: list[URLPattern] = [
    path("measures/", measures.measures, name="measures"),
    path("measures/new/", measures.new, name="new-measure"),
    path("measures/<uuid:measure>/", measures.measure, name="measure"),
    path("measures/<uuid:measure>/edit/", measures.edit, name="edit-measure"),
    path("measures/<uuid:measure>/mark/", measures.mark, name="mark-measure"),
    path("measures/<uuid:measure>/remove/", measures.remove, name="remove-measure"),
    path("said-and-done/", pages.pages, name="customers-pages"),
    path("said-and-done/file/", pages.save_all, name="save-customers-pages"),
    path("customers/<uuid:customer>/said-and-done/", pages.page, name="customers-page"),
    path("customers/<uuid:customer>/said-and-done/page/", pages.itself, name="customers-page-itself"),
    path("customers/<uuid:customer>/said-and-done/file/", pages.save, name="save-customers-page"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
