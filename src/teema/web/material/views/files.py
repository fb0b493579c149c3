"""Files as received: given to those who may see names, and destroyed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from teema.errors import NotFound, UsageError
from teema.web.material.actions.describing import destroy_original
from teema.web.material.queries.documents import original_of
from teema.web.material.views.answers import went
from teema.web.material.words import said
from teema.web.studies.access import StudyRequest, in_study


@in_study("register.read")
def original(request: StudyRequest, original: UUID) -> HttpResponse:
    """Give a file as received. It is never opened by the browser: whatever it holds, it is bytes to be saved."""
    file = original_of(request.study, original)
    if file.content is None:
        raise NotFound("B341")
    response = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, file.key) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@in_study("material.remove")
def destroy(request: StudyRequest, original: UUID) -> HttpResponse:
    """Destroy a file as received for good, once its name was written."""
    file = original_of(request.study, original)
    if request.POST.get("confirm", "").strip() != file.key:
        raise UsageError("B344", name=file.key)
    destroy_original(request.user, file)
    words = said("originals.destroyed", name=file.key)
    if file.document is None:
        return went(request, words, "material:documents")
    return went(request, words, "material:document", document=file.document.pk)
