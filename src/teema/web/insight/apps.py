from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "teema.web.insight"
    label = "insight"
