from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "teema.web.improvement"
    label = "improvement"
