from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "teema.web.accounts"
    label = "accounts"
