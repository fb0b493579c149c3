"""Django's own commands, for those who build Teema: ``python -m teema.web.manage makemigrations``."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teema.web.settings")
    execute_from_command_line(sys.argv)
