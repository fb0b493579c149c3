from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "teema.web.coding"
    label = "coding"

    def ready(self) -> None:
        """Have codings follow their words, and go with them and the memos about them."""
        from teema.web.coding.erasing import NotesEraser
        from teema.web.coding.models import Coding
        from teema.web.coding.on_text import memos_about
        from teema.web.material.on_text import OnText, lies_on_text
        from teema.web.studies.erasing import register_eraser

        lies_on_text(OnText("codings", Coding, memos_about, counts_as_coded=True))
        register_eraser(NotesEraser())
