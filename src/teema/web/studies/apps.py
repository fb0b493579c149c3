from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "teema.web.studies"
    label = "studies"

    def ready(self) -> None:
        """Have the register's own rows erased last."""
        from teema.web.studies.actions.withdrawal import RegisterEraser
        from teema.web.studies.erasing import register_eraser

        register_eraser(RegisterEraser())
