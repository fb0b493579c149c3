from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "teema.web.insight"
    label = "insight"

    def ready(self) -> None:
        """Have judgements go with their customer, and evidence with its codings."""
        from teema.web.insight.erasing import InsightEraser, drop_lost_evidence
        from teema.web.studies.erasing import register_eraser, tidy_after_erasing

        register_eraser(InsightEraser())
        tidy_after_erasing(drop_lost_evidence)
