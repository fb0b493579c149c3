"""The workbench's settings for tests: a database in memory, a secret of no worth, quick password hashes."""

import os
import tempfile

os.environ.setdefault("TEEMA_SECRET", "tests only")
os.environ.setdefault("TEEMA_WORKSPACE", os.path.join(tempfile.gettempdir(), "teema-tests.db"))

from teema.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
