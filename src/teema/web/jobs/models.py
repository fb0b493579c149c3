"""A piece of long work."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models


class Job(models.Model):
    """Work that takes longer than a page may: what, for whom, how far, and what came of it.

    ``kind`` names a registered task, ``params`` are its arguments. A worker that takes a job writes ``beat_at`` while it works;
    a running job whose beat stopped is taken again (when its task can be repeated) or marked as interrupted.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        INTERRUPTED = "interrupted"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    study = models.UUIDField(null=True, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="fi")
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    cancel_asked = models.BooleanField(default=False)
    step = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    beat_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    trouble = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [models.Index(fields=["state", "made_at"])]

    @property
    def ended(self) -> bool:
        """Tell whether nothing more happens to the job."""
        return self.state not in (self.State.QUEUED, self.State.RUNNING)


class JobFile(models.Model):
    """A file that a job was given, or that it made. It stands apart from the job's row, which is written at every beat."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="files")
    made = models.BooleanField(default=False)
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["id"]
