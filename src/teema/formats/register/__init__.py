"""What a study keeps apart below ``register/``: names, originals, the key to pseudonyms; and the work done with them."""

from teema.formats.register.applying import ORIGINALS, Applied, apply_review
from teema.formats.register.destroying import Part, destroy, files_to_destroy
from teema.formats.register.opening import Reviewed, refresh_review
from teema.formats.register.switching import complete
from teema.formats.register.tables import DESTROYED, KEY, REPORT, REVIEW
from teema.formats.register.undoing import TakenBack, undo_round

__all__ = [
    "DESTROYED",
    "KEY",
    "ORIGINALS",
    "REPORT",
    "REVIEW",
    "Applied",
    "Part",
    "Reviewed",
    "TakenBack",
    "apply_review",
    "complete",
    "destroy",
    "files_to_destroy",
    "refresh_review",
    "undo_round",
]
