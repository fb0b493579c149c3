"""Forms of a study's members."""

from __future__ import annotations

from typing import Any

from django import forms

from teema.web.studies.forms.worded import Worded, options
from teema.web.studies.models import Membership

ROLES = ("reader", "commenter", "coder", "lead")


class RoleForm(Worded, forms.Form):
    """What a member may do."""

    words = "web_register.member"
    role = forms.ChoiceField()
    sees_names = forms.BooleanField(required=False)

    def __init__(self, *args: Any, member: Membership | None = None, **values: Any) -> None:
        initial = {"role": member.role, "sees_names": member.sees_names} if member else {"role": "coder"}
        if member:
            values["auto_id"] = f"id_{member.pk}_%s"
        super().__init__(*args, initial=initial, **values)
        fields: Any = self.fields
        fields["role"].choices = options("web_register.roles", ROLES)


class MemberForm(RoleForm):
    """Who is added: a user of the workspace, or someone new whose name is told."""

    username = forms.CharField(max_length=80)
    name = forms.CharField(max_length=120, required=False)
    coder = forms.CharField(max_length=120, required=False)
    field_order = ("username", "name", "role", "coder", "sees_names")
