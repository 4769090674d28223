"""Which pages are sent compressed. The address is the secret of a page of the quiz, and whoever can
have it opened knows that already; see decision 0036 for the others."""

import gzip

import pytest

from tests.factories import make_attempt, make_result
from tests.services.attempts import CLOSE, MARKED

GZIP = {"accept-encoding": "gzip, deflate, br"}
MOST_BYTES = 14 * 1024


@pytest.mark.parametrize("place", ["1/", "check/", "days/"])
def test_page_of_the_quiz_is_compressed_for_who_can_read_that(client, version, place):
    address = f"/quiz/{make_attempt(version, CLOSE).token}/{place}"
    packed = client.get(address, headers=GZIP)

    assert (packed.status_code, packed["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(packed.content).rstrip().endswith(b"</html>")
    assert len(packed.content) < MOST_BYTES
    assert {"Accept-Encoding", "Cookie"} >= {*packed["Vary"].split(", ")} >= {"Accept-Encoding"}
    assert not client.get(address).has_header("Content-Encoding")


def test_page_of_a_result_is_sent_as_it_is(client, version):
    address = f"/results/{make_result(version, MARKED).attempt.token}/"

    for place in ("", "share/", "delete/"):
        assert not client.get(address + place, headers=GZIP).has_header("Content-Encoding")


def test_page_of_the_admin_is_sent_as_it_is(admin_client):
    for place in ("", "roles/question/?q=text", "login/?next=/admin/"):
        response = admin_client.get(f"/admin/{place}", headers=GZIP)

        assert not response.has_header("Content-Encoding")
