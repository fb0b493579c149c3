from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "teema.web.improvement"
    label = "improvement"

    def ready(self) -> None:
        """Tell how far measures are, and have them follow the customers to whom they are shown."""
        from teema.web.improvement.erasing import drop_lost_customers, follow_customer
        from teema.web.improvement.progress import counts, gaps
        from teema.web.studies.contributions import tell_counts, tell_gaps
        from teema.web.studies.erasing import tidy_after_erasing
        from teema.web.studies.renaming import follows_customers

        tell_counts(counts)
        tell_gaps(gaps)
        tidy_after_erasing(drop_lost_customers)
        follows_customers(follow_customer)
