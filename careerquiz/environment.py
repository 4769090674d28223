"""Reading the environment: a bad value is refused with the variable's name and what is allowed."""

import contextlib
import importlib.util
import os
import re
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from roles.domain.texts import hidden


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


def env_line(name: str, longest: int) -> str:
    """One line of text that can be shown on a page; "" when unset."""
    value = env_text(name)
    if len(value) > longest or not value.isprintable() or hidden(value):
        raise refuse(name, f"one line of up to {longest} characters", value)
    return value


def env_contact(name: str) -> str:
    """Where to write to: an e-mail address or an address that begins https://; "" when unset."""
    value = env_line(name, 200)
    if value and not re.fullmatch(r"[^@\s:/]+@[^@\s:/]+|https://\S+", value):
        raise refuse(name, "an e-mail address, or an address that begins with https://", value)
    return value


def env_list(name: str) -> list[str]:
    """The comma-separated parts, without blanks and empty parts."""
    return [part.strip() for part in env_text(name).split(",") if part.strip()]


def env_hosts(name: str) -> list[str]:
    """Host names as Django's ALLOWED_HOSTS wants them. '*' is refused: it turns the check off."""
    hosts = env_list(name)
    for host in hosts:
        if not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]", host):
            raise refuse(name, "host names such as quiz.example.org, separated by commas", host)
    return hosts


def env_networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks; a single address is one of its own. All addresses at once are refused."""
    networks = []
    for part in env_list(name):
        network = None
        with contextlib.suppress(ValueError):
            network = ip_network(part)
        if network is None or network.prefixlen == 0:
            allowed = "addresses or networks such as 10.0.0.0/8, separated by commas; never all"
            raise refuse(name, allowed, part)
        networks.append(network)
    return networks


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
    if not path.exists():
        # Written whole under another name first: who starts in the same moment reads no half key.
        part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    key = path.read_text().strip()
    if len(key) < 50:
        raise ImproperlyConfigured(f"{path} holds no usable key. Delete it; a new one is made.")
    return key


def env_redis(name: str) -> str:
    """The address of a Redis server; "" when unset. It may hold a password: never shown."""
    address = env_text(name)
    if address and not address.startswith(("redis://", "rediss://", "unix://")):
        raise refuse(name, "redis://host:port/number, rediss://... or unix://...")
    if address:
        require_package("redis", name)
    return address


def require_package(package: str, name: str) -> None:
    """Says what to install when a variable asks for what a plain installation lacks."""
    if importlib.util.find_spec(package) is None:
        raise ImproperlyConfigured(
            f"The environment variable {name} needs the package {package}, which is not installed. "
            "Install what requirements-scale.txt lists."
        )


def env_database(name: str, default: str, pool_size: int, test_file: Path) -> dict[str, Any]:
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
        # What was deleted is overwritten in the file, too.
        options["init_command"] = (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"
        )
        # Tests use a file as well: in memory, threads would lock each other out.
        database["TEST"] = {"NAME": str(test_file)}
    elif database["ENGINE"] == "django.db.backends.postgresql":
        require_package("psycopg", name)
        if pool_size:  # through the address it would arrive as text, which psycopg refuses
            options["pool"] = {"min_size": 1, "max_size": pool_size}
    else:
        raise refuse(name, allowed)
    return database
