from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "teema.web.comparison"
    label = "comparison"

    def ready(self) -> None:
        """Make known which segments the numbers of these pages lead to, and the tables that they stand in; have saved searches and the index forget."""
        from teema.web.bridge import words
        from teema.web.comparison.erasing import SearchEraser, drop_lost_searches
        from teema.web.comparison.gap_selections import of_cells, of_pair, of_side
        from teema.web.comparison.segments import opens
        from teema.web.comparison.selections import by_ids, by_properties
        from teema.web.comparison.tables import by_cell, makes_table, report_tables
        from teema.web.comparison.word_selections import by_cloud, by_edge, by_word
        from teema.web.studies.erasing import register_eraser, tidy_after_erasing, when_removed

        opens("properties", by_properties)
        opens("ids", by_ids)
        opens("gap-cell", of_cells)
        opens("gap-side", of_side)
        opens("pair", of_pair)
        opens("cell", by_cell)
        opens("edge", by_edge)
        opens("words", by_word)
        opens("cloud", by_cloud)
        makes_table("interviews", report_tables.interviews)
        makes_table("frame", report_tables.frame)
        makes_table("theme", report_tables.theme)
        register_eraser(SearchEraser())
        tidy_after_erasing(drop_lost_searches)
        tidy_after_erasing(words.follow)
        when_removed(words.forget)
