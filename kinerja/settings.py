"""All settings, from the environment; the defaults run everything on one machine."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured

# generic base classes such as ModelAdmin[Model] need it outside the type checker
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if not env.bool("KINERJA_TESTING", default=False):
    environ.Env.read_env(BASE_DIR / ".env")
VAR_DIR = Path(env.str("KINERJA_VAR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", default=False)
TESTING = env.bool("KINERJA_TESTING", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY and (VAR_DIR / "secret-key").exists():
    SECRET_KEY = (VAR_DIR / "secret-key").read_text(encoding="utf-8").strip()
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY belum ada: jalankan `make run` sekali, atau setel SECRET_KEY."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])

INSTALLED_APPS = [
    "kinerja",
    "reports",
    "workflow",
    "sop",
    "indicators",
    "organization",
    "crispy_forms",
    "crispy_bootstrap5",
    "kinerja.apps.AxesConfig",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
AUTH_USER_MODEL = "organization.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "kinerja.urls"
WSGI_APPLICATION = "kinerja.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reports.views.ticketing.TicketMiddleware",
    "kinerja.middleware.StorageMiddleware",
    "kinerja.middleware.MethodMiddleware",
    "kinerja.middleware.PageCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kinerja.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinerja.middleware.OfficeZoneMiddleware",
    "kinerja.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
    "kinerja.middleware.AddressMiddleware",
    "kinerja.middleware.RefusalMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinerja.context.frame",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/kinerja.sqlite3")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured(
        "DATABASE_URL tidak dikenali; contoh: postgres://nama:sandi@host/basis."
    )
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
# opening a connection costs more than most requests ask of it; a dead one is noticed before use
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # the server keeps the plan of what `reports.access.files` asks again and again
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("prepare_threshold", 5)
REDIS_URL = env.str("REDIS_URL", default=f"redis+socket://{VAR_DIR}/redis/redis.sock")
CELERY_BROKER_URL = REDIS_URL

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
CSRF_FAILURE_VIEW = "kinerja.middleware.token_refused"
LOGIN_URL = "organization:login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["kinerja.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"

#: Behind TLS set HTTPS=true: cookies, HSTS and redirects follow.
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    # what guards a password for years costs each account of a test half a second
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLED = not TESTING
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "organization/login_locked.html"

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_CONFIG = env.email("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
#: Seconds after which a mail server that does not answer is given up.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kinerja@localhost")
#: The address under which people reach the product, for links in mail.
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{env.str('PORT', default='8000')}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # an unknown signer is a finding for the page, not a fault of the server
    "loggers": {"pyhanko": {"level": "CRITICAL"}, "pyhanko_certvalidator": {"level": "CRITICAL"}},
}

#: The largest file that is taken as bukti dukung, in megabytes.
KINERJA_EVIDENCE_MAX_MB = env.int("KINERJA_EVIDENCE_MAX_MB", default=10)
#: Small pictures of evidence; whatever lies there can be made again.
KINERJA_PREVIEWS = VAR_DIR / "pratinjau"
FILE_LIMIT = KINERJA_EVIDENCE_MAX_MB * 1024 * 1024
#: The largest signed copy of a report, in megabytes, and the largest file that is verified.
KINERJA_SIGNED_MAX_MB = env.int("KINERJA_SIGNED_MAX_MB", default=30)
REPORT_LIMIT = KINERJA_SIGNED_MAX_MB * 1024 * 1024
#: A folder of certificates (PEM or DER) whose signers are trusted, such as the root of BSrE.
KINERJA_TRUST = Path(env.str("KINERJA_TRUST", default=str(VAR_DIR / "sertifikat")))
#: How many proxies of our own stand in front: each adds one address to X-Forwarded-For.
KINERJA_PROXIES = env.int("KINERJA_PROXIES", default=1 if HTTPS else 0)
#: Where requests to the public pages are counted.
RATE_STORAGE = "memory://" if TESTING else REDIS_URL.replace("redis+socket://", "redis+unix://", 1)
#: Seconds by which the product's clock is moved, for rehearsals; never in production.
KINERJA_CLOCK_SHIFT = env.int("KINERJA_CLOCK_SHIFT", default=0)
#: Seconds between two questions of beat, "what should have happened by now?".
KINERJA_SWEEP_SECONDS = env.int("KINERJA_SWEEP_SECONDS", default=600)
# an entry expires before the next one, so that a stuck worker does not pile up sweeps
CELERY_BEAT_SCHEDULE = {
    name: {
        "task": name,
        "schedule": timedelta(seconds=KINERJA_SWEEP_SECONDS),
        "options": {"expires": KINERJA_SWEEP_SECONDS * 0.95},
    }
    for name in ("workflow.sweep", "reports.sweep")
}
