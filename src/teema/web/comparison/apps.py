from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "teema.web.comparison"
    label = "comparison"

    def ready(self) -> None:
        """Make known which segments the numbers of these pages lead to, and the tables that they stand in."""
        from teema.web.comparison.segments import opens
        from teema.web.comparison.selections import by_ids, by_properties, everywhere
        from teema.web.comparison.tables import by_cell, makes_table, report_tables

        opens("properties", by_properties)
        opens("everywhere", everywhere)
        opens("ids", by_ids)
        opens("cell", by_cell)
        makes_table("interviews", report_tables.interviews)
        makes_table("frame", report_tables.frame)
        makes_table("theme", report_tables.theme)
        makes_table("across", report_tables.across)
