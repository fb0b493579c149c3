from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "teema.web.studies"
    label = "studies"

    def ready(self) -> None:
        """Have the register's own rows erased last."""
        from teema.web.studies.actions.withdrawal import RegisterEraser
        from teema.web.studies.contributions import tell_counts
        from teema.web.studies.erasing import register_eraser
        from teema.web.studies.queries.progress import counts

        tell_counts(counts)
        register_eraser(RegisterEraser())
