"""Where the local server listens: --host and --port, and the names that lead there.

Standard library only, for run.py reads the options before anything is installed.
"""

import contextlib
import errno
import os
import re
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any, NamedTuple

from careerquiz.paths import PROGRAM
from careerquiz.terminal import Trouble

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")  # as ALLOWED_HOSTS wants them
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # all addresses of this machine, when asked for


class Listen(NamedTuple):
    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def ip(self) -> str:
        """The host as an IP address."""
        return str(_lookup(self)[1][0])

    @property
    def is_ipv6(self) -> bool:
        return ":" in self.ip

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return ip_address(self.ip.partition("%")[0]).is_loopback

    @property
    def url(self) -> str:
        """An address that a browser on this machine can open."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return f"http://{bracketed(host)}:{self.port}/"


def bracketed(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def read_options(args: Sequence[str]) -> Listen:
    """Where to listen, from the options of a plain start.

    Raises:
        Trouble: naming the option that is wrong, with what is allowed.
    """
    given, rest = {"--host": "127.0.0.1", "--port": "8000"}, list(args)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in given:
            raise Trouble(f"Unknown option: {name}. To see what there is: {PROGRAM} --help", 2)
        given[name] = value if equals or not rest else rest.pop(0)
    port = given["--port"]
    if not re.fullmatch("[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        held = f"not {port!r}" if port else "and it is missing"
        raise Trouble(f"--port takes a whole number from 1 to 65535, {held}.", 2)
    listen = Listen(given["--host"].strip("[]"), int(port))
    _lookup(listen)
    return listen


def _lookup(listen: Listen) -> tuple[int, tuple[Any, ...]]:
    """Address family and socket address of where to listen."""
    try:
        if not listen.host:
            raise OSError
        found = socket.getaddrinfo(listen.host, listen.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        held = f"not {listen.host!r}" if listen.host else "and it is missing"
        how = "--host takes an address or name of this machine, such as 127.0.0.1 or 0.0.0.0"
        raise Trouble(f"{how}, {held}.", 2) from error
    return found[0][0], found[0][4]


def listen_trouble(listen: Listen, error: OSError) -> Trouble:
    """What keeps us from listening there, in words."""
    if error.errno == errno.EADDRNOTAVAIL:
        text = f"This machine has no address {listen.host}. For all that it has: --host 0.0.0.0"
        return Trouble(text)
    reasons = {
        errno.EADDRINUSE: "another program uses it already",
        errno.EACCES: "this user may not use it",
    }
    why = reasons.get(error.errno or 0, error.strerror or str(error))
    other = 8001 + listen.port % 1000
    return Trouble(
        f"Port {listen.port} cannot be used: {why}.\n"
        f"Stop that program or take another port: {PROGRAM} --port {other}"
    )


def refuse_taken_port(listen: Listen) -> None:
    """Told before the set-up, which may take a while."""
    family, where = _lookup(listen)
    with socket.socket(family) as probe:
        if os.name == "posix":  # as the server does; else the port of one just stopped looks taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            raise listen_trouble(listen, error) from error


def host_names(listen: Listen) -> list[str]:
    """The hosts by which browsers may ask for it, as ALLOWED_HOSTS wants them.

    Never "*": with any name allowed, a page from elsewhere could read this one by pointing a name
    of its own here.
    """
    if listen.is_local:
        return list(LOCAL_HOSTS)
    if listen.host not in EVERYWHERE:
        return [*LOCAL_HOSTS, bracketed(listen.host)]
    name = socket.gethostname()
    found = {name, socket.getfqdn(), f"{name.partition('.')[0]}.local"}
    with contextlib.suppress(OSError):
        found |= {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(name, None)}
    found |= set(_outward_addresses())
    return [*LOCAL_HOSTS, *sorted({bracketed(host).lower() for host in found} - {*LOCAL_HOSTS})]


def _outward_addresses() -> list[str]:
    """This machine's addresses as the network sees them. Nothing is sent to find that out."""
    found = []
    # Documentation addresses: the system only looks up which interface would be used.
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.append(str(probe.getsockname()[0]))
    return found
