from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "teema.web.studies"
    label = "studies"

    def ready(self) -> None:
        """Have the register's own rows erased last, and jobs' pages stand within their studies."""
        from teema.web.jobs.entering import tell_entering
        from teema.web.studies.access import enter_study
        from teema.web.studies.actions.withdrawal import RegisterEraser
        from teema.web.studies.contributions import tell_counts
        from teema.web.studies.erasing import register_eraser
        from teema.web.studies.queries.progress import counts

        tell_counts(counts)
        tell_entering(enter_study)
        register_eraser(RegisterEraser())
