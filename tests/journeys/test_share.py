"""From a result to a public link, to somebody else's browser, and back again."""

import pytest
from django.test import Client

from roles.models import Attempt, ShareLink
from tests.views.page import links, read_page
from tests.views.quiz_walk import click, finish, go_on, press, see_result, stored
from tests.views.sharing import sheet
from tests.wording.result_pages import CLEAR, CLOSE, texts

pytestmark = pytest.mark.usefixtures("version")

OWNERS = "Product owner fits them best"
CLOSES = "It's a tie: Product owner or Product manager"
GONE = "This result is no longer shared"


def heading(response):
    return response.status_code, read_page(response).one("h1").text


def share(client, **chosen):
    """Makes a public link to the one result, and gives the address to hand on."""
    made = press(client, links_page(client), "Make the link", {"shows": []} | chosen)
    return read_page(made).one(id="address").attrs["value"].removeprefix("http://testserver")


def change_answers(client, digits):
    """Goes through all pages again, from the first, and has the result scored anew."""
    for number, _slugs in enumerate(Attempt.objects.get().pages, start=1):
        page = client.get(f"/quiz/{Attempt.objects.get().token}/{number}/")
        check = go_on(client, page, sheet(digits), pages=1)
    return see_result(client, check)


def test_share_the_roles_alone_change_answers_agree_and_take_it_back(client):
    finish(client, sheet(CLEAR))
    address = share(client)
    friend = Client()
    seen = friend.get(address)
    assert heading(seen) == (200, OWNERS)
    assert "of 100" not in read_page(seen).text
    assert read_page(seen).all("table") == []

    changed = change_answers(client, CLOSE)
    assert read_page(changed).one("h1").text == "It's a tie: Product owner or Product manager"
    assert friend.get(address).content == seen.content
    own = client.get(links(read_page(links_page(client)).one(class_="own-links"))[0][1])
    press(client, own, "Show the new result")
    assert heading(friend.get(address)) == (200, CLOSES)

    press(client, own, "Switch off this link")
    assert heading(friend.get(address)) == heading(friend.get(f"{address}card.png")) == (410, GONE)


def links_page(client):
    return client.get(f"/results/{Attempt.objects.first().token}/share/")


def test_share_leaves_no_token_in_the_log(client, log):
    finish(client, sheet(CLEAR))
    address = share(client, shows=["numbers", "pattern"], name="Zebedee")
    tokens = [Attempt.objects.get().token, ShareLink.objects.get().token]
    made = f"/results/{tokens[0]}/share/{tokens[1]}/"
    client.post(f"{made}refresh/")
    for where in (address, f"{address}card.png", f"{address}start/", made, f"{made}x/"):
        client.get(where)
        client.post(where)
    client.post(f"{made}revoke/")
    client.get(address)
    client.get(f"{address}card.png")

    assert [line.partition("django.request: ")[2] for line in log.getvalue().splitlines()] == [
        "Method Not Allowed (POST): /shared/[private]/",
        "Method Not Allowed (POST): /shared/[private]/card.png",
        "Method Not Allowed (POST): /shared/[private]/start/",
        "Method Not Allowed (POST): /results/[private]/share/[private]/",
        *["Not Found: /results/[private]/share/[private]/x/"] * 2,
        "Gone: /shared/[private]/",
        "Gone: /shared/[private]/card.png",
    ]
    assert [word for word in (*tokens, "Zebedee") if word in log.getvalue()] == []


def test_friend_takes_the_quiz_too_and_is_led_back_to_both_side_by_side(client):
    finish(client, sheet(CLEAR))
    address = share(client, shows=["pattern"], name="Ada")
    friend = Client()
    quiz = click(friend, friend.get(address), "Take the quiz yourself")
    result = see_result(friend, go_on(friend, quiz, sheet(CLOSE)))
    before, back = stored(), result.context["friend"]
    both = friend.get(back.url)

    assert (back.url, back.name) == (f"{address}#both", "Ada")
    assert "Side by side" in texts(read_page(both).all("h2"))
    assert "Side by side" not in texts(read_page(client.get(address)).all("h2"))
    assert heading(click(friend, both, "Your results on this device")) == (
        200,
        "Your results on this device",
    )
    assert stored() == before


def test_deleting_everything_ends_every_link(client):
    result = finish(client, sheet(CLEAR))
    addresses = [share(client), share(client, shows=["numbers"], name="Ada")]
    asked = click(client, result, "Delete everything")
    press(client, asked, "Delete everything")

    for address in addresses:
        assert heading(Client().get(address)) == (410, GONE)
        assert Client().get(f"{address}card.png").status_code == 410
    assert ShareLink.objects.count() == 0
