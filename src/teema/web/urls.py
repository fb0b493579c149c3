"""Every address of the workbench: an app's stand in its own ``urls.py``; a study's begin with ``s/<its name>/``."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("teema.web.accounts.urls")),
    path("", include("teema.web.studies.urls")),
    path("", include("teema.web.material.urls")),
    path("", include("teema.web.coding.urls")),
    path("", include("teema.web.comparison.urls")),
    path("", include("teema.web.results.urls")),
    path("", include("teema.web.exchange.urls")),
    path("", include("teema.web.jobs.urls")),
    path("", include("teema.web.help")),
]
if settings.DEBUG:
    urlpatterns.append(path("tyylit/", TemplateView.as_view(template_name="styles.html"), name="styles"))
