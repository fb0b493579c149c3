"""The workbench's addresses and the page of parts, which Teema's makers alone see otherwise."""

from django.urls import path
from django.views.generic import TemplateView

from teema.web.urls import urlpatterns as workbench

urlpatterns = [*workbench, path("tyylit/", TemplateView.as_view(template_name="styles.html"))]
