from django.apps import AppConfig


class MaterialConfig(AppConfig):
    name = "teema.web.material"
    label = "material"

    def ready(self) -> None:
        """Have judgements of relevance follow their words, and words erased with their speaker."""
        from teema.web.material.actions.erasing import MaterialEraser
        from teema.web.material.models import Relevance
        from teema.web.material.on_text import OnText, lies_on_text
        from teema.web.material.progress import counts, excluded, texts
        from teema.web.studies.contributions import tell_counts, tell_of_interviews
        from teema.web.studies.erasing import register_eraser

        tell_counts(counts)
        tell_of_interviews("text", texts)
        tell_of_interviews("excluded", excluded)
        lies_on_text(OnText("relevance", Relevance))
        register_eraser(MaterialEraser())
