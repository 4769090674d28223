"""All settings, in one file. Everything that differs between places comes from the environment.

Two modes. `local` (the default for manage.py, the tests and `python3 run.py`): answers on this
machine's own names only, SQLite and a private key file in the data directory (`var/`).
`production` (the default for careerquiz.wsgi and careerquiz.asgi): refuses to start without a key
and an address, everything over https. DEBUG is off in both unless asked for. README.md lists the
variables.
"""

import re
from itertools import permutations
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from careerquiz.environment import (
    env_bool,
    env_choice,
    env_contact,
    env_data_dir,
    env_database,
    env_header,
    env_hosts,
    env_int,
    env_key,
    env_line,
    env_list,
    env_mail,
    env_mail_address,
    env_moment,
    env_networks,
    env_redis,
    env_sentry,
    env_site,
    env_text,
    env_time_zone,
    env_token,
    private_key,
    raise_refused,
    refused,
    require_package,
    site_at,
    without_port,
)
from careerquiz.logs import logging_config
from careerquiz.paths import ASSETS_DIR, BASE_DIR, IS_CHECKOUT
from careerquiz.site_files import env_logo, env_notice

# Database, secret key, lock and test database live there. The first two can come from elsewhere.
DATA_DIR = env_data_dir(
    is_needed=not (env_text("DATABASE_URL") and env_text("CAREERQUIZ_SECRET_KEY"))
)


# --- where we are

MODE = env_choice("CAREERQUIZ_MODE", "local", ("local", "production"))
PRODUCTION = MODE == "production"
DEBUG = env_bool("CAREERQUIZ_DEBUG", False)
if PRODUCTION and DEBUG:
    refused(None, "CAREERQUIZ_DEBUG", "off in production: error pages would show secrets", "on")

if PRODUCTION or env_text("CAREERQUIZ_SECRET_KEY"):
    SECRET_KEY = env_key("CAREERQUIZ_SECRET_KEY")
else:
    raise_refused()  # before anything is made
    SECRET_KEY = private_key(DATA_DIR / "secret_key")

# One address says where the site is, for links, redirects, cookies and files alike. Host names
# alone will do: then the first one is the site's, over https. Without either, links begin with
# what the visitor asked for.
SITE = env_site("CAREERQUIZ_URL", ("https",) if PRODUCTION else ("http", "https"))
hosts = env_hosts("CAREERQUIZ_HOSTS")
if PRODUCTION and not SITE and hosts:
    SITE = site_at(f"https://{hosts[0].lstrip('.')}")
if PRODUCTION and not env_text("CAREERQUIZ_URL") and not env_list("CAREERQUIZ_HOSTS"):
    refused(None, "CAREERQUIZ_URL", "the site's own address, such as https://quiz.example.org")
SITE_ORIGIN = SITE.origin if SITE else ""
SITE_PATH = SITE.path if SITE else ""
ALLOWED_HOSTS = [*([SITE.host] if SITE else []), *(without_port(host) for host in hosts)]
ALLOWED_HOSTS = list(dict.fromkeys(ALLOWED_HOSTS)) or ["localhost", "127.0.0.1", "[::1]"]
# The key before the last change: what it signed stays valid.
has_old_key = bool(env_text("CAREERQUIZ_OLD_SECRET_KEY"))
SECRET_KEY_FALLBACKS = [env_key("CAREERQUIZ_OLD_SECRET_KEY")] if has_old_key else []

# --- what it is made of

INSTALLED_APPS = [
    "roles",  # before the admin, so that our admin templates are found first
    "careerquiz.admin_site.AdminConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "crispy_forms",
    "simple_history",
    "django_otp",  # codes of a second step in signing in
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "careerquiz.request_log.RequestLogMiddleware",  # first: it names, times and counts all others
    "roles.web.middleware.HeadMiddleware",
    # What sets headers comes first, so that redirects, files and refusals get them too.
    "roles.web.middleware.SecurityHeadersMiddleware",
    "roles.web.middleware.RefusalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "roles.web.middleware.KnownHostMiddleware",
    # From here on nothing sets headers or turns anybody away who asks for a cached page.
    "roles.web.middleware.CachedPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "roles.web.sso.ProxySignInMiddleware",
    "roles.web.middleware.SlidingSessionMiddleware",
    "roles.web.middleware.AdminTimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "roles.web.middleware.ErrorPagesMiddleware",
]

ROOT_URLCONF = "careerquiz.urls"
WSGI_APPLICATION = "careerquiz.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ASSETS_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roles.web.cookies.known_result",
                "roles.web.site.site_texts",
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
        default=f"sqlite:///{quote(str(DATA_DIR / 'careerquiz.sqlite3'))}",
        pool_size=env_int("CAREERQUIZ_DATABASE_POOL", 0, low=0, high=100),
        test_file=DATA_DIR / "test.sqlite3",
    )
}
# For how long a page waits for PostgreSQL before it says that the site is closed for a moment.
# Commands wait: see `careerquiz.database.answer_in_time`.
DATABASE_SECONDS = env_int("CAREERQUIZ_DATABASE_SECONDS", 2, low=2, high=60)
# How long. A result's own day is promised to its owner when it is finished, who may put it off.
RESULT_KEPT_MONTHS = env_int("CAREERQUIZ_RESULT_MONTHS", 24, low=1, high=120)
UNFINISHED_KEPT_DAYS = 30  # from the last answers
ENDED_LINK_KEPT_DAYS = 90
FINGERPRINT_KEPT_DAYS = 400  # of a deleted address; browsers remember one for as long
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Of a few hundred bytes each. When there are more, counters of limits are thrown out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
if redis_url := env_redis("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "careerquiz.cache.OptionalRedisCache",
        "LOCATION": redis_url,
        # Seconds, after which it counts as away.
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }

# --- who answers for this site: named on its pages; empty: pages say that nobody is

OPERATOR = env_line("CAREERQUIZ_OPERATOR", 100)
CONTACT = env_contact("CAREERQUIZ_CONTACT")
LOGO = env_logo("CAREERQUIZ_LOGO")
LEGAL_NOTICE = env_notice("CAREERQUIZ_LEGAL_NOTICE")  # a text, or the address of one

# --- when it is closed: pages can be read then, but nobody takes the quiz or changes anything

CLOSED_FROM = env_moment("CAREERQUIZ_CLOSED_FROM")
CLOSED_UNTIL = env_moment("CAREERQUIZ_CLOSED_UNTIL")
if (CLOSED_FROM is None) != (CLOSED_UNTIL is None):
    missing = "FROM" if CLOSED_FROM is None else "UNTIL"
    refused(None, f"CAREERQUIZ_CLOSED_{missing}", "both ends of the closing time, or neither")
elif CLOSED_FROM and CLOSED_UNTIL and CLOSED_UNTIL <= CLOSED_FROM:
    until = env_text("CAREERQUIZ_CLOSED_UNTIL")
    refused(None, "CAREERQUIZ_CLOSED_UNTIL", "a moment later than CAREERQUIZ_CLOSED_FROM", until)

# --- files

FILE_UPLOAD_HANDLERS = ["roles.web.uploads.StaffUploadHandler"]  # one page takes files, none else
STATIC_URL = f"/{SITE_PATH}static/"
STATICFILES_DIRS = [ASSETS_DIR / "static"]
# Production: `collectstatic` names each file by its content and compresses it. Locally nothing is
# collected: WhiteNoise reads the files where they are, and would warn of a missing folder.
STATIC_ROOT = (BASE_DIR if IS_CHECKOUT else DATA_DIR) / "staticfiles" if PRODUCTION else None
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
SECOND_FACTOR = env_choice("CAREERQUIZ_SECOND_FACTOR", "optional", ("optional", "required"))
SECOND_FACTOR_REQUIRED = SECOND_FACTOR == "required"
SECOND_FACTOR_KEY = "second_factor"  # in a session: signed in with a second step, or by the proxy
# The header in which a proxy says who is signed in, as request.META has it; "" for none.
SSO_HEADER = env_header("CAREERQUIZ_SSO_HEADER", needs="CAREERQUIZ_PROXIES")
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    *(["roles.web.sso.ProxyUserBackend"] if SSO_HEADER else []),
]
# A mail server lets staff set a new password by themselves; without one nothing offers it.
MAIL = env_mail("CAREERQUIZ_MAIL_URL")
MAIL_FROM = DEFAULT_FROM_EMAIL = env_mail_address("CAREERQUIZ_MAIL_FROM")
for name, other in permutations(("CAREERQUIZ_MAIL_URL", "CAREERQUIZ_MAIL_FROM")):
    if env_text(other) and not env_text(name):
        refused(None, name, f"set when {other} is: e-mail needs both")
if MAIL:
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "submission"
EMAIL_TIMEOUT = 10  # seconds
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds for which the link in such an e-mail works
SESSION_COOKIE_AGE = 8 * 60 * 60  # from the last request: SlidingSessionMiddleware renews it
SIMPLE_HISTORY_REVERT_DISABLED = True  # its form has inline scripts, which our policy refuses

# --- what browsers are told (QUALITY bar: no inline script or style, nothing from elsewhere)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
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

LOGIN_REDIRECT_URL = "admin:index"  # nobody but staff signs in
CSRF_FAILURE_VIEW = "roles.web.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ATTEMPT_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = ATTEMPT_COOKIE_PATH = f"/{SITE_PATH}"
ATTEMPT_COOKIE_NAME = "attempt"  # the respondent's own attempts, to find them in this browser
ATTEMPT_COOKIE_AGE = 400 * 24 * 60 * 60  # as long as browsers keep any
# Forms are taken from here also when a proxy leaves the port out of the Host that it hands on.
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN] if SITE_ORIGIN else []
if PRODUCTION:
    # Browsers take a __Host- cookie only over https, from this very host, for the whole of it. The
    # cookies of a site that is mounted below a path are for that path: see decision 0012.
    cookie_prefix = "__Secure-" if SITE_PATH else "__Host-"
    SESSION_COOKIE_NAME = f"{cookie_prefix}sessionid"
    CSRF_COOKIE_NAME = f"{cookie_prefix}csrftoken"
    ATTEMPT_COOKIE_NAME = f"{cookie_prefix}attempt"
    SECURE_SSL_REDIRECT = True
    # A redirect goes to the host that was asked for, unless https has a port of its own.
    SECURE_SSL_HOST = SITE.netloc if SITE and SITE.port else None
    # Asked for by machines from inside.
    SECURE_REDIRECT_EXEMPT = [rf"^{re.escape(SITE_PATH)}(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = env_int("CAREERQUIZ_HSTS_SECONDS", 60 * 60, low=0, high=63_072_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("CAREERQUIZ_HSTS_SUBDOMAINS", False)
    SECURE_HSTS_PRELOAD = env_bool("CAREERQUIZ_HSTS_PRELOAD", False)
    if env_bool("CAREERQUIZ_BEHIND_PROXY", False):
        # Only for a proxy that always sets this header itself; else anybody could claim https.
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # Browsers cannot be told to forget these for as long as was said, and they bind sites that are
    # not ours: whoever owns the whole domain asks for them, see CAREERQUIZ_HSTS_SUBDOMAINS.
    "security.W005",  # https for sub-domains
    "security.W021",  # the browsers' preload list
]

# --- how often one client address may ask (a school has many people behind one)

RATE_LIMITS = {
    # action: requests, in how many seconds; 1,500 pupils who begin together stay below each
    "start": (6_000, 600),  # going to page 1 of a new attempt
    "answer": (30_000, 600),  # sending pages of the quiz
    "result": (15_000, 600),  # opening private pages of results, and what can be done there
    "share": (3_000, 600),  # making public links, and having them show the result as it is now
    "shared": (15_000, 600),  # opening public pages of results and their pictures
    "sign_in": (60, 600),  # sending a name and a password, or a code
    "reset": (10, 600),  # asking for an e-mail to set a new password
}
if not env_bool("CAREERQUIZ_RATE_LIMITS", True):
    RATE_LIMITS = {}
# Whose X-Forwarded-For is believed. Anybody else could send one and be somebody new each time.
TRUSTED_PROXIES = env_networks("CAREERQUIZ_PROXIES")

# --- what is logged: to stderr, and never a private token

LOG_FORMAT = env_choice("CAREERQUIZ_LOG_FORMAT", "text", ("text", "json"))
LOGGING = logging_config(LOG_FORMAT)
# A line for each request, with its view and never its address.
ACCESS_LOG = env_bool("CAREERQUIZ_ACCESS_LOG", PRODUCTION)
# Whoever sends it is told figures at /metrics.
METRICS_TOKEN = env_token("CAREERQUIZ_METRICS_TOKEN")
if METRICS_TOKEN:
    require_package("prometheus_client", "CAREERQUIZ_METRICS_TOKEN")
# Whether and where errors are reported to.
SENTRY_DSN = env_sentry("SENTRY_DSN")

# --- language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # as pages say beside each time; what people are promised is in UTC
ADMIN_TIME_ZONE = env_time_zone("CAREERQUIZ_TIME_ZONE")
FORMAT_MODULE_PATH = "careerquiz.formats"

raise_refused()

if SENTRY_DSN:
    # Its package is there only where it is asked for.
    from careerquiz.sentry import start_sentry

    start_sentry(SENTRY_DSN, environment=MODE)
