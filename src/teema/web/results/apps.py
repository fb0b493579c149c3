from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "teema.web.results"
    label = "results"

    def ready(self) -> None:
        """Have measures let go of a finding that is taken away; make known what remarks are made on, what numbers lead to, and the jobs."""
        from teema.web.comparison.segments import opens
        from teema.web.improvement.on_findings import count_measures, let_go_of_finding
        from teema.web.insight.references import refers_to_findings
        from teema.web.results import selections
        from teema.web.results.queries.finding import page_of_finding
        from teema.web.results.queries.remarks import remarked
        from teema.web.results.report_tasks import register_report_tasks
        from teema.web.results.tasks import register_tasks

        refers_to_findings("measures", count_measures, let_go_of_finding)
        remarked("finding", page_of_finding)
        opens("evidence", selections.evidence)
        opens("counter-evidence", selections.counter_evidence)
        opens("unweighed", selections.unweighed)
        opens("effect", selections.effect)
        register_tasks()
        register_report_tasks()
