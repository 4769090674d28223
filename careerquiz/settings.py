"""All settings, in one file. Everything that differs between places comes from the environment.

Two modes. `local` (the default for manage.py, the tests and `python3 run.py`): answers on this
machine's own names only, SQLite and a private key file in `var/`. `production` (the default for
careerquiz.wsgi and careerquiz.asgi): refuses to start without a key and hosts, everything over
https. DEBUG is off in both unless asked for. README.md lists the variables.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


# --- reading the environment: a bad value is refused with the variable's name and what is allowed


def env_text(name: str, default: str = "") -> str:
    """The variable's value without outer blanks; `default` when unset or blank."""
    return os.environ.get(name, "").strip() or default


def refuse(name: str, allowed: str, value: str = "") -> ImproperlyConfigured:
    """The error to raise: names the variable, what it held (never a secret) and what is allowed."""
    held = f" is {value!r}, which is not allowed" if value else " is not set or not allowed"
    return ImproperlyConfigured(f"The environment variable {name}{held}. Allowed: {allowed}.")


def env_choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env_text(name, default)
    if value not in allowed:
        raise refuse(name, " or ".join(allowed), value)
    return value


def env_bool(name: str, default: bool) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    value = env_text(name, str(default)).lower()
    if value not in words:
        raise refuse(name, "1, true, yes or on; 0, false, no or off", value)
    return words[value]


def env_int(name: str, default: int, low: int, high: int) -> int:
    value = env_text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,12}", value) or not low <= int(value) <= high:
        raise refuse(name, f"a whole number from {low} to {high}", value)
    return int(value)


def env_list(name: str) -> list[str]:
    """The comma-separated parts, without blanks and empty parts."""
    return [part.strip() for part in env_text(name).split(",") if part.strip()]


def env_hosts(name: str) -> list[str]:
    """Host names as Django's ALLOWED_HOSTS wants them. '*' is refused: it turns the check off."""
    for host in env_list(name):
        if not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]", host):
            raise refuse(name, "host names such as quiz.example.org, separated by commas", host)
    return env_list(name)


def env_key(name: str) -> str:
    """A secret of at least 50 characters, five of them different; never shown in errors."""
    value = env_text(name)
    if len(value) < 50 or len(set(value)) < 5 or value.startswith("django-insecure-"):
        how = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        raise refuse(name, f"a random text of at least 50 characters, as made by: {how}")
    return value


def private_key(path: Path) -> str:
    """The key kept in a file that only its owner can read; made once, outside version control."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    key = path.read_text().strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} holds no usable key. Delete it; a new one is made.")
    return key


def env_database(name: str, default: str, pool_size: int) -> dict[str, Any]:
    """Django's DATABASES entry from an address. The address may hold a password: never shown."""
    allowed = "sqlite:///path/to/file or postgresql://user:password@host:port/name"
    try:
        database: dict[str, Any] = {**dj_database_url.parse(env_text(name, default))}
    except ValueError as error:
        raise refuse(name, allowed) from error
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue instead of failing (IMMEDIATE), readers go on meanwhile (WAL). NORMAL can
        # lose the last moments in a power cut, never in a crash of the app.
        options["transaction_mode"] = "IMMEDIATE"
        options["timeout"] = 5
        options["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        # Tests use a file as well: in memory, threads would lock each other out.
        database["TEST"] = {"NAME": str(BASE_DIR / "var" / "test.sqlite3")}
    elif database["ENGINE"] == "django.db.backends.postgresql":
        if pool_size:  # through the address it would arrive as text, which psycopg refuses
            options["pool"] = {"min_size": 1, "max_size": pool_size}
    else:
        raise refuse(name, allowed)
    return database


# --- where we are

MODE = env_choice("CAREERQUIZ_MODE", "local", ("local", "production"))
PRODUCTION = MODE == "production"
DEBUG = env_bool("CAREERQUIZ_DEBUG", False)
if PRODUCTION and DEBUG:
    raise refuse("CAREERQUIZ_DEBUG", "off in production: error pages would show secrets", "on")

ALLOWED_HOSTS = env_hosts("CAREERQUIZ_HOSTS")
if PRODUCTION:
    SECRET_KEY = env_key("CAREERQUIZ_SECRET_KEY")
    if not ALLOWED_HOSTS:
        raise refuse("CAREERQUIZ_HOSTS", "the site's host names, separated by commas")
else:
    key_is_given = bool(env_text("CAREERQUIZ_SECRET_KEY"))
    key_file = BASE_DIR / "var" / "secret_key"
    SECRET_KEY = env_key("CAREERQUIZ_SECRET_KEY") if key_is_given else private_key(key_file)
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
# The key before the last change: what it signed stays valid.
has_old_key = bool(env_text("CAREERQUIZ_OLD_SECRET_KEY"))
SECRET_KEY_FALLBACKS = [env_key("CAREERQUIZ_OLD_SECRET_KEY")] if has_old_key else []

# --- what it is made of

INSTALLED_APPS = [
    "roles",  # before the admin, so that our admin templates are found first
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "roles.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "roles.middleware.UnavailableMiddleware",
]

ROOT_URLCONF = "careerquiz.urls"
WSGI_APPLICATION = "careerquiz.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK = "forms"  # templates/forms/
CRISPY_ALLOWED_TEMPLATE_PACKS = "forms"
CRISPY_FAIL_SILENTLY = False

# --- what it keeps

DATABASES = {
    "default": env_database(
        "DATABASE_URL",
        default=f"sqlite:///{BASE_DIR / 'var' / 'careerquiz.sqlite3'}",
        pool_size=env_int("CAREERQUIZ_DATABASE_POOL", 0, low=0, high=100),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if redis_url := env_text("REDIS_URL"):
    if not redis_url.startswith(("redis://", "rediss://", "unix://")):
        raise refuse("REDIS_URL", "redis://host:port/number, rediss://... or unix://...")
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": redis_url,
    }

# --- files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Production: `collectstatic` names each file by its content and compresses it. Locally nothing is
# collected: WhiteNoise reads the files where they are, and would warn of a missing folder.
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
MANIFEST_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": MANIFEST_STORAGE if PRODUCTION else PLAIN_STORAGE},
}

# --- who may sign in to the admin

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]  # the list holds names and options
SESSION_COOKIE_AGE = 8 * 60 * 60  # one working day
SIMPLE_HISTORY_REVERT_DISABLED = True  # its form has inline scripts, which our policy refuses

# --- what browsers are told (QUALITY bar: no inline script or style, nothing from elsewhere)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CROSS_ORIGIN_RESOURCE_POLICY = "same-origin"
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
        *("fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
        *("payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock"),
        *("usb", "xr-spatial-tracking"),
    )
)

CSRF_FAILURE_VIEW = "roles.views.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    # Browsers take a __Host- cookie only over https, from this very host, for the whole site.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked for by machines from inside
    SECURE_HSTS_SECONDS = env_int("CAREERQUIZ_HSTS_SECONDS", 31_536_000, low=0, high=63_072_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("CAREERQUIZ_HSTS_SUBDOMAINS", True)
    SECURE_HSTS_PRELOAD = env_bool("CAREERQUIZ_HSTS_PRELOAD", True)
    if env_bool("CAREERQUIZ_BEHIND_PROXY", False):
        # Only for a proxy that always sets this header itself; else anybody could claim https.
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
