"""The application as a WSGI server calls it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teema.web.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded by now stays: the collector needn't go through it with every page
gc.set_threshold(10_000, 20, 50)
