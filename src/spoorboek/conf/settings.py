"""Settings of Django. What differs per machine comes from ``environment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from spoorboek.conf.environment import read_environment

ENVIRONMENT = read_environment()
SOURCE_DIR = Path(__file__).resolve().parents[1]
DATA_DIR = ENVIRONMENT.data_dir

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
INTERNAL_APPS = [
    f"spoorboek.apps.{name}"
    for name in [
        "access",
        "audit",
        "people",
        "areas",
        "sources",
        "plans",
        "intake",
        "cases",
        "interventions",
        "indicators",
        "hotspots",
        "letters",
        "accounts",
        "letter_audits",
        "exchange",
    ]
]
INSTALLED_APPS = [
    *INTERNAL_APPS,
    "spoorboek.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "spoorboek.web.middleware.HeadersMiddleware",
    "spoorboek.web.middleware.SeenCharactersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "spoorboek.web.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "spoorboek.web.middleware.EntranceMiddleware",
    "spoorboek.web.middleware.ErrorPagesMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "spoorboek.web.urls"
WSGI_APPLICATION = "spoorboek.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["spoorboek.web.templatetags.phrases"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "spoorboek.web.context.describe_page",
            ],
        },
    }
]


def _database(described: dict[str, Any]) -> dict[str, Any]:
    """Add how long a connection stays, and what makes SQLite safe for several writers.

    Opening one costs more than most questions: reading the make-up of the tables again, with nothing of them
    at hand, and folding the log of SQLite into its file. So one stays a while, and is looked at before use.
    """
    described |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if described["ENGINE"].endswith("sqlite3"):
        Path(described["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        # WAL, a real lock at the start, patience.
        described["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    return described


DATABASES = {"default": _database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator")
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [SOURCE_DIR / "web" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.secure else 0
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "spoorboek.web.pages.errors.form_expired"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

FIELD_KEYS = ENVIRONMENT.field_keys
FIELD_KEY_FILE = ENVIRONMENT.field_key_file
MUNICIPALITY = ENVIRONMENT.municipality
SITE_ADDRESS = ENVIRONMENT.site_address
IS_EXAMPLE = ENVIRONMENT.is_example
CONFIGURATION_DIR = ENVIRONMENT.configuration_dir
THEME_FILE = ENVIRONMENT.theme_file
SIGNAL_PROTOCOL = ENVIRONMENT.signal_protocol
AUDIT_RETENTION_DAYS = ENVIRONMENT.audit_days
WORD_TEMPLATE = ENVIRONMENT.word_template

EMAIL_CONFIG = ENVIRONMENT.email_url
vars().update(EMAIL_CONFIG)

LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "spoorboek.apps.people.adapters.EntranceAdapter"
ACCOUNT_SESSION_REMEMBER = False
# Behind the lock of axes, which closes after five; this one also guards the code of the second step.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/300s/key"}
MFA_ADAPTER = "spoorboek.apps.people.adapters.SecondStepAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "spoorboek.web.entrance_forms.CodeForm",
    "reauthenticate": "spoorboek.web.entrance_forms.ConfirmCodeForm",
    "activate_totp": "spoorboek.web.entrance_forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Spoorboek"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_TEMPLATE = "errors/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
