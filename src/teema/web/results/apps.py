from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "teema.web.results"
    label = "results"
