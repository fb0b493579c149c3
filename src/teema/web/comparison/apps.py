from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "teema.web.comparison"
    label = "comparison"

    def ready(self) -> None:
        """Make known which segments the numbers of these pages lead to."""
        from teema.web.comparison.segments import opens
        from teema.web.comparison.selections import by_ids, by_properties

        opens("properties", by_properties)
        opens("ids", by_ids)
