"""Reading the environment: a bad value is refused with the variable's name and what is allowed.

A reader notes what it refuses and returns something of the right type instead, so that the settings
are read to their end. There `raise_refused` tells all of it at once.
"""

import contextlib
import importlib.util
import os
import re
import secrets
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from careerquiz.paths import BASE_DIR, data_dir, make_data_dir
from careerquiz.terminal import Trouble
from roles.domain.texts import hidden

T = TypeVar("T")

HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]"
PORT = r":[0-9]{1,5}"
USUAL_PORTS = {"http": 80, "https": 443}

# A connection is kept for that long. To open one takes as long as all else that a page needs; a
# server that was replaced, or its new password, is noticed within a minute.
KEPT_CONNECTION_SECONDS = 60

# For commands, too: a machine that is gone is given up within half a minute.
POSTGRESQL_LIMITS = {
    "connect_timeout": 10,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}

_refused: list[str] = []  # sentences, until they are told


MAIL_PORTS = {"smtps": 465, "submission": 587, "smtp": 25}
# Headers that browsers or other proxies send: whoever names one of them would let strangers in.
USED_HEADERS = {
    f"HTTP_{name}"
    for name in (
        *("HOST", "COOKIE", "AUTHORIZATION", "ORIGIN", "REFERER", "USER_AGENT", "ACCEPT", "VIA"),
        *("CONNECTION", "FORWARDED", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST"),
        *("X_REAL_IP", "X_REQUEST_ID", "ACCEPT_LANGUAGE", "ACCEPT_ENCODING", "CACHE_CONTROL"),
        *("ACCEPT_CHARSET", "CONTENT_LENGTH", "CONTENT_TYPE", "DATE", "DNT", "EXPECT", "FROM"),
        *("IF_MATCH", "IF_MODIFIED_SINCE", "IF_NONE_MATCH", "IF_RANGE", "IF_UNMODIFIED_SINCE"),
        *("PRAGMA", "RANGE", "TE", "UPGRADE", "X_CSRFTOKEN", "X_REQUESTED_WITH"),
    )
}


class Mail(NamedTuple):
    """A mail server."""

    scheme: str  # of MAIL_PORTS
    host: str
    port: int
    user: str
    password: str


class Site(NamedTuple):
    """Where the site is, for those who ask from outside."""

    scheme: str
    host: str  # as in ALLOWED_HOSTS
    port: int | None  # None for the scheme's usual one, which browsers leave out
    path: str  # below which it is mounted, with a slash at its end: "careers/"; "" for none

    @property
    def netloc(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"


def env_text(name: str, default: str = "") -> str:
    """The variable's value without outer blanks; `default` when unset or blank."""
    return os.environ.get(name, "").strip() or default


def refused(instead: T, name: str, allowed: str, value: str = "") -> T:
    """Notes that a variable is missing or wrong, what it held (never a secret), what is allowed."""
    held = f" is {value!r}, which is not allowed" if value else " is not set or not allowed"
    _refused.append(f"The environment variable {name}{held}. Allowed: {allowed}.")
    return instead


def raise_refused() -> None:
    """Tells everything that was refused since the last time.

    Raises:
        ImproperlyConfigured: when there was anything.
    """
    told, _refused[:] = list(_refused), []
    if len(told) > 1:
        told.insert(0, f"{len(told)} settings are missing or wrong:")
    if told:
        raise ImproperlyConfigured("\n- ".join(told))


def env_choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env_text(name, default)
    if value not in allowed:
        return refused(default, name, " or ".join(allowed), value)
    return value


def env_bool(name: str, default: bool) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    value = env_text(name, str(default)).lower()
    if value not in words:
        return refused(default, name, "1, true, yes or on; 0, false, no or off", value)
    return words[value]


def env_int(name: str, default: int, low: int, high: int) -> int:
    value = env_text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,12}", value) or not low <= int(value) <= high:
        return refused(default, name, f"a whole number from {low} to {high}", value)
    return int(value)


def env_line(name: str, longest: int) -> str:
    """One line of text that can be shown on a page; "" when unset."""
    value = env_text(name)
    if len(value) > longest or not value.isprintable() or hidden(value):
        return refused("", name, f"one line of up to {longest} characters", value)
    return value


def env_contact(name: str) -> str:
    """Where to write to: an e-mail address or an address that begins https://; "" when unset."""
    value = env_line(name, 200)
    if value and not re.fullmatch(r"[^@\s:/]+@[^@\s:/]+|https://\S+", value):
        allowed = "an e-mail address, or an address that begins with https://"
        return refused("", name, allowed, value)
    return value


def env_header(name: str, needs: str) -> str:
    """A header's name, such as Remote-User, as request.META has it: HTTP_REMOTE_USER; "" when
    unset.

    Args:
        needs: the variable that has to say whose header is believed.
    """
    header = env_text(name)
    if not header:
        return ""
    key = f"HTTP_{header.upper().replace('-', '_')}"
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,60}", header) or key in USED_HEADERS:
        allowed = "the name of a header that only your proxy sets, such as Remote-User"
        return refused("", name, allowed, header)
    if not env_list(needs):
        allowed = f"the addresses of your proxies: {name} is believed from nobody else"
        return refused("", needs, allowed)
    return key


def env_mail(name: str) -> Mail | None:
    """The mail server at an address, None when unset. It may hold a password: never shown."""
    address = env_text(name)
    if not address:
        return None
    with contextlib.suppress(ValueError):  # of a port that is none
        parts = urlsplit(address)
        port = parts.port or MAIL_PORTS.get(parts.scheme, 0)
        is_whole = parts.hostname and not (parts.path.strip("/") or parts.query or parts.fragment)
        if is_whole and parts.scheme in MAIL_PORTS and re.fullmatch(HOST, parts.hostname or ""):
            user, password = unquote(parts.username or ""), unquote(parts.password or "")
            return Mail(parts.scheme, parts.hostname or "", port, user, password)
    allowed = "smtps://user:password@host:465 (encrypted from the start), "
    allowed += "submission://user:password@host:587 (STARTTLS) or smtp://host:25 (not encrypted)"
    return refused(None, name, allowed)


def env_mail_address(name: str) -> str:
    """The address that e-mails come from; "" when unset."""
    value = env_line(name, 200)
    if value and not re.fullmatch(r"[^@\s:/<>,]+@[^@\s:/<>,]+", value):
        return refused("", name, "an e-mail address, such as quiz@example.org", value)
    return value


def env_list(name: str) -> list[str]:
    """The comma-separated parts, without blanks and empty parts."""
    return [part.strip() for part in env_text(name).split(",") if part.strip()]


def env_hosts(name: str) -> list[str]:
    """Host names, with a port where one was given. '*' is refused: it turns the check off."""
    hosts = env_list(name)
    for host in hosts:
        is_host = re.fullmatch(rf"\.?(?:{HOST})(?:{PORT})?", host)
        if not is_host or site_at(f"https://{host.lstrip('.')}") is None:
            allowed = "host names such as quiz.example.org, separated by commas"
            return refused([], name, allowed, host)
    return hosts


def without_port(host: str) -> str:
    return re.sub(rf"{PORT}$", "", host)


def env_site(name: str, schemes: tuple[str, ...]) -> Site | None:
    """The site's own address, with one of these schemes; None when unset."""
    address = env_text(name)
    site = site_at(address)
    if not address or (site and site.scheme in schemes):
        return site
    begins = " or ".join(f"{scheme}://" for scheme in schemes)
    allowed = f"the site's own address, such as {schemes[-1]}://quiz.example.org:8443/careers; it "
    allowed += f"begins with {begins} and has nothing behind its path"
    # A password has no place in it, so whoever gives one does not see it in the log.
    return refused(None, name, allowed, "" if "@" in address else address)


def site_at(address: str) -> Site | None:
    """The parts of a whole address; None when it has others than scheme, host, port and path."""
    whole = rf"(?P<scheme>https?)://(?P<host>{HOST})(?::(?P<port>[0-9]{{1,5}}))?(?P<path>/.*)?"
    found = re.fullmatch(whole, address)
    if not found:
        return None
    scheme, host, port, path = found.group("scheme", "host", "port", "path")
    path = (path or "").strip("/")
    if not re.fullmatch(r"(?:(?!\.)[A-Za-z0-9._~-]+(?:/(?!$)|$))*", path):
        return None
    number = int(port or USUAL_PORTS[scheme])
    if not 1 <= number <= 65535:
        return None
    shown = None if number == USUAL_PORTS[scheme] else number
    return Site(scheme, host.lower(), shown, f"{path}/" if path else "")


def env_moment(name: str) -> datetime | None:
    """A moment with its time zone; None when unset."""
    value = env_text(name)
    if not value:
        return None
    with contextlib.suppress(ValueError, OverflowError):  # the second in UTC, at the ends of time
        moment = datetime.fromisoformat(value)
        if moment.tzinfo:
            return moment.astimezone(UTC)
    return refused(None, name, "a moment with its time zone, such as 2026-12-05T22:00Z", value)


def env_time_zone(name: str) -> str:
    """The name of a time zone."""
    value = env_text(name, "UTC")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the last two for what is no name at all
        return refused("UTC", name, "the name of a time zone, such as Europe/Berlin", value)
    return value


def env_networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks; a single address is one of its own. All addresses at once are refused."""
    networks = []
    for part in env_list(name):
        network = None
        with contextlib.suppress(ValueError):
            network = ip_network(part)
        if network is None or network.prefixlen == 0:
            allowed = "addresses or networks such as 10.0.0.0/8, separated by commas; never all"
            return refused([], name, allowed, part)
        networks.append(network)
    fours = collapse_addresses(each for each in networks if isinstance(each, IPv4Network))
    sixes = collapse_addresses(each for each in networks if isinstance(each, IPv6Network))
    if any(four.prefixlen == 0 for four in fours) or any(six.prefixlen == 0 for six in sixes):
        return refused([], name, "networks that are not all addresses", ", ".join(env_list(name)))
    return networks


def env_key(name: str) -> str:
    """A secret of at least 50 characters, five of them different; never shown in errors."""
    value = env_text(name)
    if len(value) < 50 or len(set(value)) < 5 or value.startswith("django-insecure-"):
        how = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        return refused("", name, f"a random text of at least 50 characters, as made by: {how}")
    return value


def env_token(name: str) -> str:
    """A secret of 20 to 200 plain characters, ten of them different, never shown in errors; ""
    when unset."""
    value = env_text(name)
    if value and (not re.fullmatch(r"[!-~]{20,200}", value) or len(set(value)) < 10):
        how = "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        return refused("", name, f"a random text of 20 to 200 characters, as made by: {how}")
    return value


def env_sentry(name: str) -> str:
    """Where errors are reported to; "" when unset. It holds a key: never shown."""
    value = env_text(name)
    if value and not re.fullmatch(
        rf"https?://[0-9A-Za-z]+(?::[0-9A-Za-z]+)?@(?:{HOST})(?:{PORT})?(?:/[^@\s?#]*)?/[0-9]+",
        value,
    ):
        return refused(
            "", name, "the address of a project as Sentry names it: https://key@host/number"
        )
    if value:
        require_package("sentry_sdk", name)
    return value


def env_data_dir(*, is_needed: bool) -> Path:
    """The data directory; made, and refused when it cannot be written to, if it is needed."""
    try:
        return make_data_dir() if is_needed else data_dir()
    except Trouble as trouble:
        _refused.append(str(trouble))
        return BASE_DIR


def private_key(path: Path) -> str:
    """The key kept in a file that only its owner can read; made once, outside version control."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Written whole under another name first: who starts in the same moment reads no half key.
        part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    key = path.read_text(errors="replace").strip()
    if len(key) < 50 or not key.isascii():
        raise ImproperlyConfigured(f"{path} holds no usable key. Delete it; a new one is made.")
    return key


def env_redis(name: str) -> str:
    """The address of a Redis server; "" when unset. It may hold a password: never shown."""
    address = env_text(name)
    if not address:
        return ""
    parts = urlsplit(address)
    is_right = parts.scheme == "unix" and bool(parts.path)
    if parts.scheme in ("redis", "rediss"):
        with contextlib.suppress(ValueError):  # of a port that is none
            is_right = parts.port != 0 and bool(re.fullmatch("(?:/[0-9]*)?", parts.path))
    if not is_right:
        return refused("", name, "redis://host:port/number, rediss://... or unix://...")
    require_package("redis", name)
    return address


def require_package(package: str, name: str) -> None:
    """Refuses a variable that asks for what a plain installation lacks; says what to install."""
    if importlib.util.find_spec(package) is None:
        _refused.append(
            f"The environment variable {name} needs the package {package}, which is not installed. "
            "Install what requirements-scale.txt lists."
        )


def env_database(name: str, default: str, pool_size: int, test_file: Path) -> dict[str, Any]:
    """Django's DATABASES entry from an address. The address may hold a password: never shown."""
    allowed = "sqlite:////path/to/file or postgresql://user:password@host:port/name"
    try:
        parsed = dj_database_url.parse(
            env_text(name, default),
            conn_max_age=KEPT_CONNECTION_SECONDS,
            conn_health_checks=True,
        )
        database: dict[str, Any] = {**parsed}
    except ValueError:
        return refused({}, name, allowed)
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue instead of failing (IMMEDIATE), readers go on meanwhile (WAL). NORMAL can
        # lose the last moments in a power cut, never in a crash of the app.
        options["transaction_mode"] = "IMMEDIATE"
        options["timeout"] = 20
        # What was deleted is overwritten in the file, too.
        options["init_command"] = (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"
        )
        # Tests use a file as well: in memory, threads would lock each other out.
        database["TEST"] = {"NAME": str(test_file)}
    elif database["ENGINE"] == "django.db.backends.postgresql":
        require_package("psycopg", name)
        database["ENGINE"] = "careerquiz.postgresql"
        for limit, value in POSTGRESQL_LIMITS.items():
            options.setdefault(limit, value)
        if pool_size:  # through the address it would arrive as text, which psycopg refuses
            options["pool"] = {"min_size": 1, "max_size": pool_size}
            database["CONN_MAX_AGE"] = 0  # the pool keeps them
    else:
        return refused({}, name, allowed)
    return database
