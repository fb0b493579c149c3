from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "teema.web.exchange"
    label = "exchange"
