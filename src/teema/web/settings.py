"""Django's settings, read from the workspace that ``teema serve`` names and from the environment; there is nothing else to set.

``TEEMA_WORKSPACE`` is the workspace's file, ``TEEMA_HOSTS`` the names under which a team's server answers (empty: this machine
only), ``TEEMA_SECRET`` the key that signs sessions (by default kept beside the workspace), ``TEEMA_DEBUG`` shows Django's own
error pages to those who build Teema.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from teema.web.workspace import kept_secret, workspace_path

HERE = Path(__file__).resolve().parent
WORKSPACE = workspace_path(os.environ)
DEBUG = os.environ.get("TEEMA_DEBUG") == "1"
HOSTS = [host for host in os.environ.get("TEEMA_HOSTS", "").split(",") if host]
SECRET_KEY = os.environ.get("TEEMA_SECRET") or kept_secret(WORKSPACE, get_random_secret_key)

ALLOWED_HOSTS = HOSTS or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]
ROOT_URLCONF = "teema.web.urls"
WSGI_APPLICATION = "teema.web.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "studies:home"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "teema.web",
    "teema.web.history",
    "teema.web.jobs",
    "teema.web.accounts",
    "teema.web.studies",
    "teema.web.material",
    "teema.web.coding",
    "teema.web.insight",
    "teema.web.improvement",
    "teema.web.surveys",
    "teema.web.reporting",
    "teema.web.comparison",
    "teema.web.exchange",
    "teema.web.results",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "teema.web.speaking.Speaking",
    "teema.web.uploads.BoundedRequests",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "teema.web.trouble.Explaining",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "teema.web.speaking.words",
                "teema.web.navigation.navigation",
            ],
            "builtins": ["teema.web.templatetags.selects", "teema.web.templatetags.wording"],
        },
    }
]
FORM_RENDERER = "teema.web.selects.QuickSelects"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": WORKSPACE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a write waits for its turn at once instead of failing half-way
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;",
        },
        "CONN_MAX_AGE": None,
    }
}
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

UPLOAD_LIMIT_MB = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
OWN = hashlib.sha256(str(WORKSPACE).encode()).hexdigest()[:8]
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"teema_session_{OWN}", f"teema_csrf_{OWN}"
"""Cookies know no ports: two workspaces served side by side would sign each other out."""
WANTED_COOKIE_NAME = f"teema_wanted_{OWN}"
"""Where someone was going when they were asked to sign in."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = bool(HOSTS)
SECURE_HSTS_SECONDS = 31_536_000 if HOSTS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(HOSTS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HOSTS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
