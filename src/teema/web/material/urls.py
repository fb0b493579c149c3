"""Addresses; those of a study begin with its name."""

from django.urls import URLPattern, URLResolver, include, path

from teema.web.material.views import correcting, document, documents, excluded, files, speakers

app_name = "material"
DOCUMENT = "documents/<uuid:document>/"
IN_A_STUDY = [
    path("documents/", documents.documents, name="documents"),
    path("documents/add/", documents.add, name="add"),
    path(DOCUMENT, document.document, name="document"),
    path(f"{DOCUMENT}rename/", document.rename, name="rename"),
    path(f"{DOCUMENT}what/", document.what, name="what"),
    path(f"{DOCUMENT}describe/", document.describe, name="describe"),
    path(f"{DOCUMENT}remove/", document.remove, name="remove"),
    path(f"{DOCUMENT}speaker/", speakers.give, name="speaker"),
    path(f"{DOCUMENT}turns/<int:turn>/", correcting.turn, name="turn"),
    path(f"{DOCUMENT}turns/<int:turn>/correct/", correcting.correct, name="correct-turn"),
    path(f"{DOCUMENT}text/", correcting.text, name="correct-text"),
    path(f"{DOCUMENT}confirm/", correcting.confirm, name="confirm"),
    path("originals/<uuid:original>/", files.original, name="original"),
    path("originals/<uuid:original>/destroy/", files.destroy, name="destroy"),
    path("excluded/", excluded.excluded, name="excluded"),
    path("excluded/<uuid:relevance>/", excluded.judge, name="judge"),
    path("excluded/<uuid:relevance>/clear/", excluded.put_back, name="put-back"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("s/<slug:study>/", include(IN_A_STUDY))]
