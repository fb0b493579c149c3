"""``teema.study`` ↔ rows: ``load`` puts a study into the workspace, ``plain_study`` gives it back, the same again.

What a row of the database can't say, because the study refers to something that it doesn't hold, stays in ``extra`` under
``UNRESOLVED``. What the workbench knows and a study has no place for travels in the study's ``extra`` under ``WORKBENCH``.
"""

from teema.web.bridge.loading import load
from teema.web.bridge.saving import plain_study

__all__ = ["load", "plain_study"]
