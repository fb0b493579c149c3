from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "teema.web.coding"
    label = "coding"

    def ready(self) -> None:
        from teema.web.coding.progress import counts, frame, gaps
        from teema.web.studies.contributions import tell_counts, tell_frame, tell_gaps

        tell_counts(counts)
        tell_gaps(gaps)
        tell_frame(frame)
