"""Addresses; those of a study begin with its name."""

from django.urls import URLPattern, URLResolver, path

from teema.web.exchange import views

app_name = "exchange"
urlpatterns: list[URLPattern | URLResolver] = [
    path("new/", views.new, name="new"),
    path("open/", views.open_, name="open"),
    path("backup/", views.backup, name="backup"),
    path("s/<slug:study>/transfer/merge/", views.merge, name="merge"),
    path("s/<slug:study>/transfer/merge/<uuid:job>/", views.apply, name="apply"),
    path("s/<slug:study>/transfer/", views.transfer, name="transfer"),
]
