"""What other programs' projects keep is a part of the study: its rows move to the studies' own."""

from typing import Any

from django.db import migrations


def move(apps: Any, schema_editor: Any) -> None:
    """Copy the rows as they are."""
    there = apps.get_model("studies", "Kept").objects
    columns = ("id", "study_id", "position", "extra", "key", "origin", "kind", "about", "content")
    rows = apps.get_model("exchange", "Kept").objects.values(*columns)
    there.bulk_create([there.model(**row) for row in rows.iterator()], batch_size=400)


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("studies", "0002_kept")]
    operations = [migrations.RunPython(move, elidable=True), migrations.DeleteModel(name="Kept")]
