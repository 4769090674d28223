"""The form of a new public link: what it offers, what it takes, what it says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from roles.forms.results import ShareForm, ShownForm
from roles.models.quiz import is_token
from roles.web.tickets import new_link_ticket, read_link_ticket

PRIVATE = "k3Zr_Qw9-xYbT0aLmN5vHg"
NOON, KEPT_UNTIL = datetime(2026, 3, 17, 12, tzinfo=UTC), date(2028, 2, 29)
AGAIN = "We couldn't make the link. Reload the page and try again."
OUTSIDE = "Choose a day from 18 March 2026 to 29 February 2028"


def make_form(data=None, **changes):
    settings = {"private_token": PRIVATE, "now": NOON, "kept_until": KEPT_UNTIL} | changes
    return ShareForm(data, **settings)


def filled(**changes):
    """The form as sent from a page that was just opened."""
    return make_form({"ends": "months", "ticket": new_link_ticket(PRIVATE)} | changes)


def errors(form):
    return {name: list(found) for name, found in form.errors.items()}


def test_form_offers_what_may_be_shown_and_ticks_the_order_for_good_and_the_chart():
    form = make_form()
    groups = form.fields["shows"].widget.optgroups("shows", form["shows"].value())
    offered = [options[0] for _divider, options, _index in groups]

    assert [(row["value"], row["attrs"].get("disabled")) for row in offered] == [
        ("order", True),
        ("pattern", None),
        ("numbers", None),
    ]
    assert [row["value"] for row in offered if row["attrs"].get("checked")] == ["order", "pattern"]


def test_form_offers_three_ends_of_which_twelve_months_is_chosen():
    form = make_form()

    assert form.fields["ends"].choices == [
        ("days", "30 days"),
        ("months", "12 months"),
        ("date", "Until a date you choose"),
    ]
    assert (form["ends"].value(), form["last_day"].value()) == ("months", None)


def test_form_tells_the_first_and_the_last_day_that_can_be_chosen():
    field = make_form().fields["last_day"]

    assert field.help_text == (
        "Any day from 18 March 2026 to 29 February 2028: that's how long we keep your result."
    )
    assert field.widget.attrs == {"min": "2026-03-18", "max": "2028-02-29"}


@pytest.mark.parametrize(
    ("ticked", "shown"),
    [
        ([], (False, False)),
        (["order"], (False, False)),
        (["numbers"], (True, False)),
        (["pattern"], (False, True)),
        (["order", "numbers", "pattern", "pattern"], (True, True)),
    ],
)
def test_form_gives_what_is_ticked(ticked, shown):
    names = dict(zip(("numbers", "pattern"), shown, strict=True))
    form, silent = filled(shows=ticked), ShownForm({"silent-shows": ticked}, prefix="silent")

    assert form.is_valid()
    assert silent.is_valid()
    assert form.chosen["shows"] == silent.shown == names


@pytest.mark.parametrize("ticked", [["answers"], ["numbers", "reasons"], ["Numbers"], ["\0"]])
def test_form_refuses_to_show_what_it_does_not_offer(ticked):
    assert errors(filled(shows=ticked)) == {
        "shows": [
            f"Select a valid choice. {ticked[-1]} is not one of the available choices.",
        ]
    }


@pytest.mark.parametrize(
    ("ends", "day", "ends_on"),
    [
        ("days", "", date(2026, 4, 16)),
        ("months", "", date(2027, 3, 17)),
        ("date", "2026-03-18", date(2026, 3, 18)),
        ("date", "2028-02-29", date(2028, 2, 29)),
        ("months", "2020-01-01", date(2027, 3, 17)),
    ],
)
def test_form_gives_the_last_day(ends, day, ends_on):
    form = filled(ends=ends, last_day=day)

    assert form.is_valid()
    assert form.chosen["ends_on"] == ends_on


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Choose the last day the link works"),
        ("2026-03-17", OUTSIDE),
        ("2026-03-16", OUTSIDE),
        ("0001-01-01", OUTSIDE),
        ("2028-03-01", OUTSIDE),
        ("9999-12-31", OUTSIDE),
        ("10000-01-01", "Enter a valid date."),
        ("2026-02-29", "Enter a valid date."),
        ("soon", "Enter a valid date."),
        ("2026-03-18\0", "Enter a valid date."),
    ],
)
def test_form_with_a_day_on_which_no_link_can_end_says_what_to_choose(day, said):
    form = filled(ends="date", last_day=day)

    assert errors(form) == {"last_day": [said]}
    assert form["last_day"].value() == day


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("", "This field is required."),
        ("years", "Select a valid choice. years is not one of the available choices."),
    ],
)
def test_form_without_one_of_its_ends_is_refused(ends, said):
    assert errors(filled(ends=ends)) == {"ends": [said]}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *(("", ""), ("  \t ", ""), (" Ada  \u2003 \n Lovelace ", "Ada Lovelace")),
        *(("x" * 40, "x" * 40), (f" {'x' * 40} ", "x" * 40), ("<b>&amp;", "<b>&amp;")),
        *(("\u05d0\u05d3\u05d4", "\u05d0\u05d3\u05d4"), ("\u0645\u0647\u200c\u0646\u0627",) * 2),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        (f"{'x' * 20}   {'y' * 19}", f"{'x' * 20} {'y' * 19}"),
        ("Ada \U0001f468\u200d\U0001f469\u200d", "Ada \U0001f468\u200d\U0001f469"),
        *(("1\ufe0f\u20e3",) * 2, ("\u05e9\u05c1\u05b8\u05bc",) * 2, ("กุ้ง",) * 2),
    ],
)
def test_form_takes_a_name_as_it_is_written_without_idle_blanks(typed, name):
    form = filled(name=typed)

    assert errors(form) == {}
    assert form.chosen["name"] == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 41, "Use 40 letters or fewer: this name has 41."),
        ("A\u202eda", "character in place 2 (RIGHT-TO-LEFT OVERRIDE (U+202E))"),
        ("\u2067Ada\u2069", "character in place 1 (RIGHT-TO-LEFT ISOLATE (U+2067))"),
        ("\u200b", "character in place 1 (ZERO WIDTH SPACE (U+200B))"),
        ("A\u00adda", "character in place 2 (SOFT HYPHEN (U+00AD))"),
        ("Ada\u2800", "character in place 4 (BRAILLE PATTERN BLANK (U+2800))"),
        ("Ada\uffff", "one line of text without control characters"),
        ("Z" + "\u0301" * 5, "accents that stand on no letter"),
        ("\u0e47" * 40, "accents that stand on no letter"),
        ("Ada \u0301", "accents that stand on no letter"),
        ("Ada\0", "one line of text without control characters"),
    ],
)
def test_form_refuses_a_name_with_what_nobody_can_see_and_says_where(typed, said):
    found = errors(filled(name=typed))

    assert list(found) == ["name"]
    assert said in found["name"][0]


def test_form_as_it_is_asks_for_the_order_and_the_chart_for_twelve_months_without_a_name():
    form = make_form(ShareForm.as_it_is(PRIVATE))

    assert form.is_valid()
    assert form.chosen | {"token": ""} == {
        "token": "",
        "shows": {"numbers": False, "pattern": True},
        "ends_on": date(2027, 3, 17),
        "name": "",
    }


def test_form_names_the_same_link_however_often_it_is_sent_with_the_same_choices():
    ticket = new_link_ticket(PRIVATE)
    same = [filled(ticket=ticket), filled(ticket=ticket)]
    others = [
        filled(ticket=ticket, shows=["numbers"]),
        filled(ticket=ticket, shows=["pattern"]),
        filled(ticket=ticket, ends="days"),
        filled(ticket=ticket, name="Ada"),
        filled(),
    ]

    assert [form.is_valid() for form in (*same, *others)] == [True] * 7
    first, second, *rest = (form.chosen["token"] for form in (*same, *others))
    assert first == second
    assert len({first, *rest}) == 6
    assert all(is_token(token) for token in (first, *rest))


def test_form_opened_twice_carries_two_tickets():
    tickets = [make_form()["ticket"].value() for _time in range(2)]

    assert len({read_link_ticket(PRIVATE, ticket) for ticket in tickets} - {None}) == 2


@pytest.mark.parametrize(
    "ticket",
    [
        "",
        "A" * 22,
        f"{'A' * 22}.{'b' * 43}",
        "x" * 1000,
    ],
)
def test_form_without_a_ticket_asks_to_open_the_page_anew(ticket):
    assert errors(filled(ticket=ticket)) == {"ticket": [AGAIN]}


def test_form_with_a_damaged_ticket_or_that_of_another_result_does_the_same():
    own, other = new_link_ticket(PRIVATE), new_link_ticket(PRIVATE.swapcase())
    damaged = f"{'B' if own[0] == 'A' else 'A'}{own[1:]}"

    for ticket in (damaged, own[:-1], other):
        assert errors(filled(ticket=ticket)) == {"ticket": [AGAIN]}


def test_form_sent_without_anything_says_all_that_is_missing():
    assert errors(make_form({})) == {"ends": ["This field is required."], "ticket": [AGAIN]}


def test_form_on_the_last_day_of_a_result_offers_no_day_to_choose():
    ends = make_form(kept_until=NOON.date()).fields["ends"]

    assert [name for name, _words in ends.choices] == ["days", "months"]


def test_form_passes_over_a_day_that_nobody_asked_for():
    form = filled(ends="days", last_day="30 February")

    assert errors(form) == {}
    assert form.chosen["ends_on"] == NOON.date() + timedelta(days=30)
