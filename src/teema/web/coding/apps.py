from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "teema.web.coding"
    label = "coding"

    def ready(self) -> None:
        """Take along what interviews took up and memos when the codebook changes."""
        from teema.web.coding.following import ASKED, MEMOS
        from teema.web.coding.references import refers_to_codes

        refers_to_codes(ASKED)
        refers_to_codes(MEMOS)
