from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "teema.web.jobs"
    label = "jobs"
