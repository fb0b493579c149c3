"""Addresses; those of a study begin with its name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.coding.views import codebook, coverage, expressions, merging, reading, reductions, topics

app_name = "coding"
IN_A_STUDY = [
    path("codebook/", codebook.codebook, name="codebook"),
    path("codebook/new/", codebook.new, name="new-code"),
    path("codebook/<uuid:code>/", codebook.code, name="code"),
    path("codebook/<uuid:code>/edit/", codebook.edit, name="edit-code"),
    path("codebook/<uuid:code>/place/", codebook.place, name="place-code"),
    path("codebook/<uuid:code>/move/", codebook.move, name="move-code"),
    path("codebook/<uuid:code>/merge/", merging.merge, name="merge"),
    path("codebook/<uuid:code>/split/", merging.split, name="split"),
    path("codebook/<uuid:code>/remove/", codebook.remove, name="remove-code"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<uuid:topic>/edit/", topics.edit, name="edit-topic"),
    path("topics/<uuid:topic>/merge/", topics.merge, name="merge-topic"),
    path("topics/<uuid:topic>/remove/", topics.remove, name="remove-topic"),
    path("interviews/<uuid:interview>/covered/", coverage.coverage, name="coverage"),
    path("expressions/", expressions.expressions, name="expressions"),
    path("expressions/change/", expressions.change, name="change-expressions"),
    path("expressions/reduction/", reductions.reductions, name="reductions"),
    path("expressions/<uuid:coding>/", expressions.reduce, name="reduce"),
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
