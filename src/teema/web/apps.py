from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "teema.web"
    label = "web"

    def ready(self) -> None:
        """Have forms speak Teema's words."""
        from teema.web.fields import say_it_in_own_words

        say_it_in_own_words()
