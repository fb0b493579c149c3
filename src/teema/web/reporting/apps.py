from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "teema.web.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Have passages follow the codebook, and frozen versions go when anybody's words are erased."""
        from teema.web.coding.references import refers_to_codes
        from teema.web.reporting.erasing import ReportEraser
        from teema.web.reporting.following import PASSAGES
        from teema.web.studies.erasing import register_eraser

        refers_to_codes(PASSAGES)
        register_eraser(ReportEraser())
