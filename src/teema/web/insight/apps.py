from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "teema.web.insight"
    label = "insight"

    def ready(self) -> None:
        """Have judgements and findings follow the codebook, judgements go with their customer, evidence with its codings; tell how far findings are."""
        from teema.web.coding.references import refers_to_codes
        from teema.web.insight.actions.links import count_links, let_go_of_links
        from teema.web.insight.erasing import InsightEraser, drop_lost_evidence
        from teema.web.insight.following import FINDINGS, JUDGEMENTS
        from teema.web.insight.progress import counts, gaps
        from teema.web.insight.references import refers_to_findings
        from teema.web.studies.contributions import tell_counts, tell_gaps
        from teema.web.studies.erasing import register_eraser, tidy_after_erasing

        tell_counts(counts)
        tell_gaps(gaps)
        refers_to_codes(JUDGEMENTS)
        refers_to_codes(FINDINGS)
        refers_to_findings("links", count_links, let_go_of_links)
        register_eraser(InsightEraser())
        tidy_after_erasing(drop_lost_evidence)
