"""PostgreSQL that may be gone: pages get their rows, or an error in time.

Django's own backend waits for a frozen server for as long as that is frozen, and so do all threads,
one after the other. Here a page waits for WAIT_SECONDS of the settings for each thing that it wants
of the server. Once that was in vain, one thread in the background goes on asking, and all others
are told at once, until it answers. Commands have no WAIT_SECONDS: they wait. See decision 0032.
"""

import threading
import time
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import errors

GRACE_SECONDS = 0.5  # for the server to say first that a statement took too long
IDLE_SECONDS = 10  # a transaction that nobody goes on with ends after that: it may hold locks
ASK_EVERY = 0.5  # seconds, while the server is silent


class Silence:
    """What this process knows of a server that does not answer."""

    def __init__(self) -> None:
        self.patience: float | None = None  # seconds that a page waits; None: for ever
        self.parameters: dict[str, Any] = {}  # of a connection
        self._is_noticed = threading.Event()
        self._lock = threading.Lock()

    def refuse(self) -> None:
        """
        Raises:
            OperationalError: at once, while it lasts.
        """
        if self._is_noticed.is_set():
            raise psycopg.OperationalError("the server did not answer a moment ago")

    def notice(self) -> None:
        """It begins; a thread of its own waits for its end."""
        with self._lock:
            if self.patience is None or self._is_noticed.is_set():
                return
            self._is_noticed.set()
        threading.Thread(target=self._wait_for_end, daemon=True).start()

    def _wait_for_end(self) -> None:
        while True:
            try:
                psycopg.connect(**self.parameters).close()
            except psycopg.Error:
                time.sleep(ASK_EVERY)
            else:
                self._is_noticed.clear()
                return


silence = Silence()


class Connection(psycopg.Connection[Any]):
    """Ends itself when the server is silent for longer than a page waits."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401  # as psycopg's own
        try:
            return super().wait(gen, interval, silence.patience if timeout is None else timeout)
        except errors._WaitTimeout as error:
            self.pgconn.finish()
            silence.notice()
            raise psycopg.OperationalError("the server does not answer") from error


class DatabaseWrapper(base.DatabaseWrapper):
    Database = SimpleNamespace(**vars(psycopg) | {"connect": Connection.connect})  # type: ignore[assignment]  # errors and connect are all it is asked for

    def limit_waits(self, seconds: int) -> None:
        """From now on this process waits for that long."""
        self.settings_dict["WAIT_SECONDS"] = seconds
        silence.patience = seconds + GRACE_SECONDS
        if pool := self.settings_dict["OPTIONS"].get("pool"):
            pool |= {"connection_class": Connection, "timeout": seconds}
            pool["reconnect_timeout"] = seconds  # then it waits to be asked again

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if seconds := self.settings_dict.get("WAIT_SECONDS"):
            params["connect_timeout"] = seconds
            limits = {
                "statement_timeout": seconds,
                "idle_in_transaction_session_timeout": IDLE_SECONDS,
            }
            ours = [f"-c {name}={1000 * value}" for name, value in limits.items()]
            params["options"] = " ".join([*ours, params.get("options", "")]).strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401  # as Django's own
        silence.refuse()
        silence.parameters = conn_params
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            if isinstance(error, errors.ConnectionTimeout) or self.pool:
                silence.notice()
            raise

    def is_usable(self) -> bool:
        try:
            silence.refuse()
        except psycopg.OperationalError:
            return False
        return super().is_usable()
