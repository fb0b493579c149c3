from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "teema.web.coding"
    label = "coding"
