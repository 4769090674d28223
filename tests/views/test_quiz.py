"""Until the quiz exists, its address says so."""

from tests.factories import publish_seed
from tests.views.page import links, read_page, title_of


def test_quiz_says_that_it_is_not_open_yet_and_what_to_read_meanwhile(client, db):
    publish_seed()
    page = read_page(client.get("/quiz/"))
    main = page.one("main")

    assert title_of(page) == "The quiz is not open yet"
    assert page.one("h1").text == "The quiz is not open yet"
    assert main.all("p")[1].text == (
        "Until it opens, you can read what people in the five roles do and what they tend to "
        "like about their work."
    )
    assert links(main) == [("Read about the roles", "/roles/")]


def test_quiz_with_nothing_published_leads_back_to_the_start_page(client, db):
    page = read_page(client.get("/quiz/"))

    assert links(page.one("main")) == [("Back to the start page", "/")]


def test_quiz_keeps_out_of_search_and_shared_caches(client, db):
    response = client.get("/quiz/")

    assert response["X-Robots-Tag"] == "noindex"
    assert read_page(response).one("meta", name="robots").attrs["content"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"


def test_quiz_costs_one_query(client, db, django_assert_num_queries):
    publish_seed()

    with django_assert_num_queries(1):
        response = client.get("/quiz/")
    assert response.status_code == 200


def test_quiz_start_refuses_to_be_posted_to(client, db):
    response = client.post("/quiz/")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
