from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "teema.web.history"
    label = "history"
