from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "teema.web.results"
    label = "results"

    def ready(self) -> None:
        """Make known which segments the numbers of these pages lead to, and the jobs."""
        from teema.web.comparison.segments import opens
        from teema.web.results.selections import of_effect, of_evidence
        from teema.web.results.tasks import register_tasks

        opens("effect", of_effect)
        opens("evidence", of_evidence)
        register_tasks()
