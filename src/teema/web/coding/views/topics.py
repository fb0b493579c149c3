"""The topics that run through the codebook."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from teema.errors import Conflict
from teema.web.coding.actions import topics as actions
from teema.web.coding.forms.codebook import MergeTopicForm, TopicForm
from teema.web.coding.models import Coding
from teema.web.coding.queries.codebook import customers_asked
from teema.web.coding.queries.topics import topic_of, topics_of
from teema.web.coding.references import referring
from teema.web.coding.views.codebook import layers_of, rights
from teema.web.speaking import spoken
from teema.web.studies.access import StudyRequest, in_study, require
from teema.wording import explain, say


@in_study("study.read")
def topics(request: StudyRequest) -> HttpResponse:
    """List the topics; add one."""
    form = TopicForm(request.POST or None)
    if request.method == "POST":
        require(request.membership, "topic.change")
        if form.is_valid():
            topic = actions.add_topic(request.user, request.study, name=form.cleaned_data["name"])
            return _done(request, "topic_added", topic.name)
    search, layers = request.GET.get("q", ""), layers_of(request)
    context = {
        "rows": topics_of(request.study, layers=layers, search=search),
        "customers": customers_asked(request.study),
        "form": form,
        "search": search,
        "layers": layers,
        "can": rights(request),
    }
    return render(request, "coding/topics.html", context)


@in_study("topic.change")
def edit(request: StudyRequest, topic: UUID) -> HttpResponse:
    """Change what a topic is called and means."""
    row = topic_of(request.study, topic)
    form = TopicForm(request.POST or None, initial={"name": row.name, "definition": row.definition})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_topic(request.user, row, **form.cleaned_data)
        except Conflict as refused:
            form.add_error("name", " ".join(explain(refused, spoken())))
        else:
            return _done(request, "changed", row.name)
    status = 422 if form.errors else 200
    return render(request, "coding/topics_edit.html", {"topic": row, "form": form}, status=status)


@in_study("topic.change")
def merge(request: StudyRequest, topic: UUID) -> HttpResponse:
    """Make a topic one with another."""
    row = topic_of(request.study, topic)
    form = MergeTopicForm(request.POST or None, topic=row)
    if request.method == "POST" and form.is_valid():
        try:
            into = actions.merge_topics(request.user, row, into=form.cleaned_data["into"])
        except Conflict as refused:
            form.add_error("into", " ".join(explain(refused, spoken())))
        else:
            return _done(request, "merged", row.name, other=into.name)
    context = {
        "topic": row,
        "form": form,
        "codings": Coding.objects.filter(topic=row).count(),
        "referring": referring(request.study, topics={row.key}).items(),
    }
    return render(request, "coding/topics_merge.html", context)


@require_POST
@in_study("topic.change")
def remove(request: StudyRequest, topic: UUID) -> HttpResponse:
    """Take a topic away that no coding has; else offer to make it one with another."""
    row = topic_of(request.study, topic)
    try:
        actions.remove_topic(request.user, row)
    except Conflict as refused:
        messages.warning(request, " ".join(explain(refused, spoken())))
        return redirect("coding:merge-topic", request.study.slug, topic)
    return _done(request, "removed", row.name)


def _done(request: StudyRequest, told: str, name: str, **parts: str) -> HttpResponse:
    messages.success(request, say(spoken(), f"web_coding.done.{told}", name=name, **parts))
    return redirect("coding:topics", request.study.slug)
