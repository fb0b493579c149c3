from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "teema.web.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from teema.web.exchange.tasks import register_tasks

        register_tasks()
