"""Addresses of the design within a study: the design and its lists, the organisation, the guide, the papers, the settings."""

from django.urls import URLPattern, path

from teema.web.studies.views import design, guide, organisation, papers, rows, settings

urlpatterns: list[URLPattern] = [
    path("design/", design.design, name="design"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("lists/<slug:listing>/add/", rows.save, name="line-add"),
    path("lists/<slug:listing>/<slug:key>/", rows.save, name="line-save"),
    path("lists/<slug:listing>/<slug:key>/remove/", rows.remove, name="line-remove"),
    path("lists/<slug:listing>/<slug:key>/move/", rows.move, name="line-move"),
    path("guide/", guide.guide, name="guide"),
    path("guide/edit/", guide.edit, name="guide-edit"),
    path("guide/<int:number>/", guide.version, name="guide-version"),
    path("guide/<int:number>/review/", guide.review, name="guide-review"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<slug:paper>.<str:language>.pdf", papers.paper, name="paper"),
    path("settings/", settings.settings, name="settings"),
    path("settings/remove/", settings.remove, name="remove"),
]
