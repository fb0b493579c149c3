from django.apps import AppConfig


class MaterialConfig(AppConfig):
    name = "teema.web.material"
    label = "material"
