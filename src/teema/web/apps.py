from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "teema.web"
    label = "web"
