"""The workbench's settings for tests: a file that goes with the process, a secret of no worth, quick password hashes.

The database is a file, not memory: then a server's threads have connections of their own, as they do for users.
"""

import os
import tempfile
from pathlib import Path

PLACE = tempfile.TemporaryDirectory(prefix="teema-tests-")
os.environ.setdefault("TEEMA_SECRET", "tests only")
os.environ["TEEMA_WORKSPACE"] = str(Path(PLACE.name) / "teema.db")

from teema.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

DATABASES = {
    "default": {
        **DATABASES["default"],  # noqa: F405
        "TEST": {"NAME": str(Path(PLACE.name) / "test.db")},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
}
