from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "teema.web.coding"
    label = "coding"

    def ready(self) -> None:
        """Have codings follow their words and go with them, keep what refers to codes, and tell how far coding is."""
        from teema.web.coding.erasing import NotesEraser
        from teema.web.coding.following import ASKED, MEMOS, SEARCHES
        from teema.web.coding.models import Coding
        from teema.web.coding.on_text import memos_about, memos_about_document
        from teema.web.coding.progress import coded, counts, covered, frame, gaps
        from teema.web.coding.queries.called import codes_called, topics_called
        from teema.web.coding.queries.codebook import codings_in
        from teema.web.coding.references import refers_to_codes
        from teema.web.history.sentences import call_by_name
        from teema.web.material.on_text import OnText, lies_on_text, notes_by_name
        from teema.web.studies.contributions import tell_counts, tell_frame, tell_gaps, tell_of_interviews
        from teema.web.studies.erasing import register_eraser

        tell_counts(counts)
        tell_gaps(gaps)
        tell_of_interviews("coded", coded)
        tell_of_interviews("covered", covered)
        tell_frame(frame)
        refers_to_codes(ASKED)
        refers_to_codes(MEMOS)
        refers_to_codes(SEARCHES)
        lies_on_text(OnText("codings", Coding, memos_about, coded=codings_in))
        notes_by_name(memos_about_document)
        register_eraser(NotesEraser())
        call_by_name(codes_called, ("coding", "codebook"), "code", "to")
        call_by_name(topics_called, ("topic",), "topic", "to")
