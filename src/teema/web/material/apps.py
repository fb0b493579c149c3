from django.apps import AppConfig


class MaterialConfig(AppConfig):
    name = "teema.web.material"
    label = "material"

    def ready(self) -> None:
        from teema.web.material.progress import counts
        from teema.web.studies.contributions import tell_counts

        tell_counts(counts)
