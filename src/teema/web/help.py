"""Pages that belong to no feature: how the work goes, and how accessible the workbench is."""

from django.urls import path
from django.views.generic import TemplateView

STEPS = ("design", "customers", "guide", "interviews", "material", "coding", "keeping")
KEYS = (
    ("j", "k", "turn"),
    ("w", "b", "word"),
    ("s", "", "sentence"),
    ("c", "", "code"),
    ("1", "9", "likely"),
    ("x", "", "exclude"),
    ("e", "", "reduce"),
    ("h", "", "all"),
)

app_name = "help"
urlpatterns = [
    path(
        "help/",
        TemplateView.as_view(template_name="help.html", extra_context={"parts": STEPS, "keys": KEYS}),
        name="help",
    ),
    path("accessibility/", TemplateView.as_view(template_name="accessibility.html"), name="accessibility"),
]
