"""Where the local server listens: the options, and the names that lead there."""

import socket

import pytest

from careerquiz.listen import Listen, host_names, read_options, refuse_taken_port
from careerquiz.terminal import Trouble

HOST = "--host takes an address or name of this machine, such as 127.0.0.1 or 0.0.0.0"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--port", "x"], "--port takes a whole number from 1 to 65535, not 'x'."),
        (["--port", "0"], "--port takes a whole number from 1 to 65535, not '0'."),
        (["--port=65536"], "--port takes a whole number from 1 to 65535, not '65536'."),
        (["--port", "٣"], "--port takes a whole number from 1 to 65535, not '٣'."),
        (["--port"], "--port takes a whole number from 1 to 65535, and it is missing."),
        (["--host", "not a name"], f"{HOST}, not 'not a name'."),
        (["--host="], f"{HOST}, and it is missing."),
        (["--prot", "9"], "Unknown option: --prot. To see what there is: python3 run.py --help"),
        (["--port", "9", "x"], "Unknown option: x. To see what there is: python3 run.py --help"),
    ],
)
def test_option_that_is_wrong_is_refused_with_what_is_allowed(args, message):
    with pytest.raises(Trouble) as trouble:
        read_options(args)
    assert (str(trouble.value), trouble.value.code) == (message, 2)


@pytest.mark.parametrize(
    ("args", "listen", "url"),
    [
        ([], ("127.0.0.1", 8000), "http://127.0.0.1:8000/"),
        (["--port=65535"], ("127.0.0.1", 65535), "http://127.0.0.1:65535/"),
        (["--host", "0.0.0.0", "--port", "1"], ("0.0.0.0", 1), "http://127.0.0.1:1/"),  # noqa: S104
        (["--host", "[::1]"], ("::1", 8000), "http://[::1]:8000/"),
        (["--host=localhost"], ("localhost", 8000), "http://localhost:8000/"),
    ],
)
def test_options_say_where_to_listen(args, listen, url):
    assert read_options(args) == listen
    assert read_options(args).url == url


@pytest.mark.parametrize(
    ("host", "is_local"),
    [("localhost", True), ("127.0.0.2", True), ("::1", True), ("0.0.0.0", False), ("::", False)],  # noqa: S104
)
def test_server_for_this_machine_only_is_told_from_others(host, is_local):
    assert Listen(host).is_local == is_local


def test_names_that_are_answered_are_those_that_lead_to_the_server():
    local = ["localhost", "127.0.0.1", "[::1]"]
    assert host_names(Listen("127.0.0.1")) == local
    assert host_names(Listen("192.0.2.7")) == [*local, "192.0.2.7"]
    everywhere = host_names(Listen("0.0.0.0"))  # noqa: S104
    assert everywhere[:3] == local
    assert socket.gethostname().lower() in everywhere
    assert "*" not in everywhere


def test_address_of_another_machine_is_refused_with_what_to_ask_for():
    with pytest.raises(Trouble) as trouble:
        refuse_taken_port(Listen("192.0.2.7"))  # no machine has this one: it is for documentation
    assert str(trouble.value) == (
        "This machine has no address 192.0.2.7. For all that it has: --host 0.0.0.0"
    )
