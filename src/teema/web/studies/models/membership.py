from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from teema.web.studies.models.parts import Part


class Membership(Part):
    """Someone's role in a study. ``coder`` is the name of the layer in which they code."""

    class Role(models.TextChoices):
        """Lead: everything. Coder: material and coding. Commenter: memos. Reader: looks."""

        LEAD = "lead"
        CODER = "coder"
        COMMENTER = "commenter"
        READER = "reader"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    coder = models.CharField(max_length=120)
    sees_names = models.BooleanField(default=False)

    class Meta(Part.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "user"], name="one_role_in_a_study"),
            models.UniqueConstraint(fields=["study", "coder"], name="one_layer_a_member"),
        ]
