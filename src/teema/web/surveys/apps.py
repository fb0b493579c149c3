from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "teema.web.surveys"
    label = "surveys"
