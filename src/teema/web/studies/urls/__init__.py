"""Addresses of the design, the register and the interviews, a module for each part of the work."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.studies.urls import acts, customers, design, interviews, undoing
from teema.web.studies.views import overview

app_name = "studies"
IN_A_STUDY = [
    path("", overview.overview, name="overview"),
    path("navigation/", overview.navigation, name="navigation"),
    *design.urlpatterns,
    *customers.urlpatterns,
    *interviews.urlpatterns,
    *undoing.urlpatterns,
    *acts.urlpatterns,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.home, name="home"),
    path("s/<slug:study>/", include(IN_A_STUDY)),
]
