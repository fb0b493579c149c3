from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "teema.web.studies"
    label = "studies"
