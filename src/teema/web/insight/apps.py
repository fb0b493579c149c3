from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "teema.web.insight"
    label = "insight"

    def ready(self) -> None:
        """Take judgements and findings along when the codebook changes."""
        from teema.web.coding.references import refers_to_codes
        from teema.web.insight.following import FINDINGS, JUDGEMENTS

        refers_to_codes(JUDGEMENTS)
        refers_to_codes(FINDINGS)
