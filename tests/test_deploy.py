"""What deploy/ makes of the app on a server. The rest of it is tried by .ci/readme.py."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
TOKEN = "Ab3dEf6hIj9lMn2pQr5tUv"
BREAKING_APP = (
    "def application(environ, start_response):\n    raise RuntimeError(environ['RAW_URI'])\n"
)


@pytest.fixture
def broken_server(tmp_path):
    """The socket file, and the log, of a gunicorn whose app breaks on every request."""
    (tmp_path / "breaking.py").write_text(BREAKING_APP)
    address, log = tmp_path / "socket", tmp_path / "log"
    config = PROJECT / "gunicorn.conf.py"
    command = [sys.executable, "-m", "gunicorn", "-c", str(config), "--workers", "1"]
    command += ["--bind", f"unix:{address}", "--pythonpath", str(tmp_path), "breaking"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=output)  # noqa: S603
    end = time.monotonic() + 30
    while not address.exists() and server.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    yield address, log
    server.send_signal(signal.SIGTERM)
    server.wait(30)


@pytest.mark.slow
def test_gunicorn_log_of_a_request_that_breaks_holds_no_private_token(broken_server):
    address, log = broken_server
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(30)
        client.connect(str(address))
        client.sendall(f"GET /quiz/{TOKEN}/1/ HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        answer = client.recv(1000)

    assert answer.startswith(b"HTTP/1.1 500 ")
    text = log.read_text()
    assert "/quiz/[private]" in text
    assert TOKEN not in text
