"""What was done: an act, and each row that it changed with its values before and after."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One thing that someone did in one study. ``verb`` is the right it took; ``about`` and ``params`` say on what, without content.

    ``turn`` numbers the times that acts of the study were undone or redone: the act that turned last has the highest. With the
    newest act's id it tells whether anything in the study changed since.
    """

    class State(models.TextChoices):
        """Whether the act holds: done, undone (can be redone), dropped (undone, and something else was done since), erased (can't be undone)."""

        DONE = "done"
        UNDONE = "undone"
        DROPPED = "dropped"
        ERASED = "erased"

    study = models.UUIDField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    about = models.UUIDField(null=True)
    params = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE)
    turn = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["study", "actor", "state", "-id"]),
            models.Index(fields=["study", "-turn"]),
            models.Index(fields=["study", "-id"]),
        ]


class RowChange(models.Model):
    """A row before and after an act, as the changed columns; ``before`` is None for a new row, ``after`` for one taken away."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    row = models.UUIDField(db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Parked(models.Model):
    """The bytes of a row that undoing an act took away. They come back with the row, and go when the act can't be redone any more."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="+")
    row = models.UUIDField(db_index=True)
    column = models.CharField(max_length=60)
    content = models.BinaryField()
