"""Addresses of jobs."""

from django.urls import URLPattern, URLResolver, path

from teema.web.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<uuid:job>/", views.job, name="job"),
    path("jobs/<uuid:job>/cancel/", views.cancel, name="cancel"),
    path("jobs/<uuid:job>/files/<int:number>/", views.file, name="file"),
]
