"""From a result to a public link, to somebody else's browser, and back again."""

import pytest
from django.test import Client

from roles.models import Attempt, ShareLink
from tests.views.page import links, read_page
from tests.views.quiz_walk import click, finish, go_on, press, see_result, stored
from tests.views.sharing import sheet
from tests.wording.result_pages import CLEAR, CLOSE, texts

pytestmark = pytest.mark.usefixtures("version")

OWNERS = "A careerquiz result: Product owner fits best"
CLOSES = "A careerquiz result: a tie between Product owner and Product manager"
GONE = "This result is no longer shared"


def heading(response):
    return response.status_code, read_page(response).one("h1").text


def share(client, result, **chosen):
    """Makes a public link from the result's page on, and gives the address to hand on."""
    page = click(client, result, "Share")
    made = press(client, page, "Make a public link", chosen)
    return read_page(made).one(id="address").attrs["value"].removeprefix("http://testserver")


def change_answers(client, digits):
    """Goes through all pages again, from the first, and has the result scored anew."""
    for number, _slugs in enumerate(Attempt.objects.get().pages, start=1):
        page = client.get(f"/quiz/{Attempt.objects.get().token}/{number}/")
        check = go_on(client, page, sheet(digits), pages=1)
    return see_result(client, check)


def test_share_the_roles_alone_change_answers_agree_and_take_it_back(client):
    result = finish(client, sheet(CLEAR))
    address = share(client, result)
    friend = Client()
    seen = friend.get(address)
    assert heading(seen) == (200, OWNERS)
    assert "of 100" not in read_page(seen).text
    assert read_page(seen).all("table") == []

    changed = change_answers(client, CLOSE)
    assert read_page(changed).one("h1").text == "It's a tie: Product owner or Product manager"
    assert friend.get(address).content == seen.content
    own = client.get(links(read_page(links_page(client, changed)).one(id="links"))[0][1])
    press(client, own, "Show the new result")
    assert heading(friend.get(address)) == (200, CLOSES)

    press(client, own, "Switch off this link")
    assert heading(friend.get(address)) == heading(friend.get(f"{address}card.png")) == (410, GONE)


def links_page(client, result):
    return click(client, result, "Share")


def test_share_leaves_no_token_in_the_log(client, log):
    address = share(client, finish(client, sheet(CLEAR)), shows=["numbers", "pattern"])
    tokens = [Attempt.objects.get().token, ShareLink.objects.get().token]
    made = f"/results/{tokens[0]}/share/{tokens[1]}/"
    client.post(f"{made}refresh/")
    for where in (address, f"{address}card.png", made, f"{made}x/"):
        client.get(where)
        client.post(where)
    client.post(f"{made}revoke/")
    client.get(address)
    client.get(f"{address}card.png")

    assert [line.partition("django.request: ")[2] for line in log.getvalue().splitlines()] == [
        "Method Not Allowed (POST): /shared/[private]/",
        "Method Not Allowed (POST): /shared/[private]/card.png",
        "Method Not Allowed (POST): /results/[private]/share/[private]/",
        *["Not Found: /results/[private]/share/[private]/x/"] * 2,
        "Gone: /shared/[private]/",
        "Gone: /shared/[private]/card.png",
    ]
    assert [token for token in tokens if token in log.getvalue()] == []


def test_friend_takes_the_quiz_too_and_sees_both_beside_each_other(client):
    address = share(client, finish(client, sheet(CLEAR)), shows=["pattern"])
    friend = Client()
    quiz = click(friend, friend.get(address), "Take the quiz yourself")
    see_result(friend, go_on(friend, quiz, sheet(CLOSE)))
    before = stored()
    both = friend.get(address)

    assert "Beside your own result" in texts(read_page(both).all("h2"))
    assert "Beside your own result" not in texts(read_page(client.get(address)).all("h2"))
    assert heading(click(friend, both, "Your results on this device")) == (
        200,
        "Your results on this device",
    )
    assert stored() == before


def test_deleting_everything_ends_every_link(client):
    result = finish(client, sheet(CLEAR))
    addresses = [share(client, result), share(client, result, shows=["numbers"])]
    asked = click(client, result, "Delete everything")
    press(client, asked, "Delete everything")

    for address in addresses:
        assert heading(Client().get(address)) == (410, GONE)
        assert Client().get(f"{address}card.png").status_code == 410
    assert ShareLink.objects.count() == 0
