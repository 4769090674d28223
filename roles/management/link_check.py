"""Asks other sites whether their pages are still there: politely, with the standard library."""

import socket
import ssl
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

Verdict = Literal["fine", "moved", "gone", "unclear", "no_network"]
GONE = (404, 410)
FOR_GOOD, FOR_NOW = (301, 308), (302, 303, 307)
MOST_REDIRECTS = 5
MOST_HOSTS = 8  # asked at the same time; each of them one thing at a time
PAUSE = 0.5  # seconds between two questions to one host
AGENT = "careerquiz-link-check"


@dataclass(frozen=True)
class Finding:
    """What is known of an address."""

    url: str
    verdict: Verdict
    status: int | None = None  # of the last answer
    goal: str = ""  # where it is now, of one that moved for good
    why: str = ""  # of one that nothing is known of


def check_all(urls: Iterable[str], timeout: float) -> list[Finding]:
    """What is known of each address, in their order.

    Args:
        timeout: how long a site may take for one answer, in seconds.
    """
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    with ThreadPoolExecutor(MOST_HOSTS) as pool:
        found = pool.map(lambda some: _one_by_one(some, timeout), by_host.values())
        known = {finding.url: finding for findings in found for finding in findings}
    return [known[url] for url in dict.fromkeys(urls)]


def _one_by_one(urls: list[str], timeout: float) -> list[Finding]:
    found = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(PAUSE)
        found.append(look_up(url, timeout))
    return found


def look_up(url: str, timeout: float) -> Finding:
    """What is known of one address."""
    try:
        return _followed(url, timeout)
    except socket.gaierror as error:
        return Finding(url, "no_network", why=str(error.strerror))
    except TimeoutError:
        return Finding(url, "unclear", why=f"no answer within {timeout:g} seconds")
    except (OSError, HTTPException, ssl.SSLError, ValueError) as error:
        return Finding(url, "unclear", why=str(error) or type(error).__name__)


def _followed(url: str, timeout: float) -> Finding:
    """Follows redirects; where the first ones are for good, the page lives elsewhere now."""
    goal, place, is_for_good = "", url, True
    for _redirect in range(MOST_REDIRECTS + 1):
        status, location = _answer(place, timeout)
        if status in (*FOR_GOOD, *FOR_NOW) and location:
            place = urljoin(place, location)
            is_for_good = is_for_good and status in FOR_GOOD
            goal = place if is_for_good else goal
            continue
        if status in GONE:
            return Finding(url, "gone", status)
        if status >= 300:
            return Finding(url, "unclear", status, why=f"the site answered {status}")
        return Finding(url, "moved" if goal else "fine", status, goal)
    return Finding(url, "unclear", why="it leads round in a circle")


def _answer(url: str, timeout: float) -> tuple[int, str]:
    """Status and where it leads. Sites that do not know HEAD are asked for the page itself."""
    status, location = _asked("HEAD", url, timeout)
    return _asked("GET", url, timeout) if status >= 400 else (status, location)


def _asked(method: str, url: str, timeout: float) -> tuple[int, str]:
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    connection = kind(host, parts.port, timeout=timeout)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?-._')}" if parts.query else ""
    try:
        connection.request(method, f"{path}{query}", headers={"User-Agent": AGENT})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()
