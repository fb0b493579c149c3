from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "teema.web.studies"
    label = "studies"

    def ready(self) -> None:
        from teema.web.studies.contributions import tell_counts
        from teema.web.studies.queries.progress import counts

        tell_counts(counts)
