"""Addresses; those of a study begin with its name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.coding.views import reading

app_name = "coding"
IN_A_STUDY = [
    path("read/", reading.first, name="read"),
    path("read/<uuid:document>/", reading.reading, name="reading"),
    path("read/<uuid:document>/codings/", reading.add, name="add"),
    path("read/<uuid:document>/relevance/", reading.judge, name="judge"),
    path("read/<uuid:document>/relevance/<uuid:judgement>/clear/", reading.clear, name="clear"),
    path("read/<uuid:document>/memos/", reading.note, name="note"),
    path("memos/<uuid:memo>/remove/", reading.remove_note, name="remove-memo"),
    path("codings/<uuid:coding>/", reading.coding, name="coding"),
    path("codings/<uuid:coding>/change/", reading.change, name="change"),
    path("codings/<uuid:coding>/remove/", reading.remove, name="remove"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
