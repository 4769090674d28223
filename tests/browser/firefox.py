"""A real Firefox, asked over WebDriver BiDi, which it speaks itself.

Playwright needs a Firefox of its own build, and Selenium a geckodriver, which Debian does not have.
"""

import base64
import itertools
import json
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.sync.client import connect

CONTROL = "\ue009"
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "ArrowUp": "\ue013", "ArrowDown": "\ue015"}
KEYS["Space"] = " "
START_SECONDS = 60
ANSWER_SECONDS = 30


@contextmanager
def running(path, *, javascript=True):
    """A browser with a new profile, as long as the block lasts."""
    with TemporaryDirectory(prefix="careerquiz-firefox-", ignore_cleanup_errors=True) as profile:
        setting = f'user_pref("javascript.enabled", {json.dumps(javascript)});'
        (Path(profile) / "user.js").write_text(setting)
        options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen([path, *options], **quiet) as process:  # noqa: S603  # as found
            try:
                address = _address(process, Path(profile) / "WebDriverBiDiServer.json")
                # Without its pings: a thread would draw their numbers from the global random
                # generator for as long as Firefox runs, which hypothesis takes for a flaky test.
                with connect(f"{address}/session", max_size=None, ping_interval=None) as socket:
                    yield Firefox(socket)
            finally:
                process.terminate()


def _address(process, written):
    """Where it listens: it writes that into a file of its profile once it does."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if written.exists() and (text := written.read_text()):
            server = json.loads(text)
            return f"ws://{server['ws_host']}:{server['ws_port']}"
        time.sleep(0.05)
    raise RuntimeError("Firefox did not start.")


class Firefox:
    """The browser at the other end of a socket."""

    def __init__(self, socket):
        self.socket, self.numbers = socket, itertools.count(1)
        self.send("session.new", capabilities={})

    def send(self, method, **params):
        """The result of a command; what it tells unasked is passed over."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv(ANSWER_SECONDS))).get("id") != number:
            pass
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]


class Tab:
    """A tab without cookies or a past; others that are opened from it share them."""

    def __init__(self, firefox, home, user=None):
        self.firefox, self.home = firefox, home
        self.user = user or firefox.send("browser.createUserContext")["userContext"]
        made = firefox.send("browsingContext.create", type="tab", userContext=self.user)
        self.context = made["context"]

    def send(self, method, **params):
        return self.firefox.send(method, context=self.context, **params)

    def goto(self, path):
        self.send("browsingContext.navigate", url=f"{self.home}{path}", wait="complete")

    def reload(self):
        self.send("browsingContext.reload", wait="complete")

    def back(self):
        here = self.run("location.href")
        self.send("browsingContext.traverseHistory", delta=-1)
        self._wait(f"location.href === {json.dumps(here)}")

    def press(self, script):
        """Clicks what the expression gives; returns when the page that it leads to is there."""
        self.run(f"void (window.left = true, ({script}).click())")
        self._wait("window.left")

    def _wait(self, condition):
        """Until that holds no longer, and the page is there."""
        until = time.monotonic() + ANSWER_SECONDS
        between = "location.href === 'about:blank' || document.readyState !== 'complete'"
        while self.run(f"{condition} || {between}"):
            assert time.monotonic() < until, f"Still {condition}."
            time.sleep(0.02)

    def run(self, script):
        """The value of a JavaScript expression, as JSON can hold it. A tab whose pages run no
        scripts gives it as well, but keeps no promise: so it must not be one."""
        answer = self.firefox.send(
            "script.evaluate",
            expression=f"JSON.stringify(({script}) ?? null)",
            target={"context": self.context},
            awaitPromise=False,
            userActivation=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def control(self, key):
        """Presses the key together with Ctrl."""
        self._keys(("keyDown", CONTROL), ("keyDown", key), ("keyUp", key), ("keyUp", CONTROL))

    def type(self, key):
        """Presses a key of KEYS."""
        self._keys(("keyDown", KEYS[key]), ("keyUp", KEYS[key]))

    def leave_by(self, key):
        """Presses a key that leads to another page; returns when that is there."""
        self.run("void (window.left = true)")
        self.type(key)
        self._wait("window.left")

    def _keys(self, *moves):
        keys = [{"type": what, "value": value} for what, value in moves]
        actions = [{"type": "key", "id": "keyboard", "actions": keys}]
        self.send("input.performActions", actions=actions)

    def pdf(self):
        """The page as it is printed on A4, in bytes."""
        page = {"width": 21.0, "height": 29.7}  # cm
        return base64.b64decode(self.send("browsingContext.print", page=page)["data"])
