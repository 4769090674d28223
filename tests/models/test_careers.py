"""Rows of the content stay sound whoever writes them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, UniqueConstraint

from roles import models
from roles.models import CareersState, Comparison, PayFigure, Source
from tests.careers_factories import (
    make_comparison,
    make_comparison_point,
    make_pay_figure,
    make_reader_question,
    make_role_page,
    make_role_pay,
    make_role_point,
    make_source,
    make_step,
    make_title,
    make_title_change,
)

pytestmark = pytest.mark.django_db
TABLES = (
    *(models.Source, models.PayFigure, models.RolePage, models.RolePoint, models.RolePay),
    *(models.Comparison, models.ComparisonPoint, models.ReaderQuestion, models.AnswerRow),
    *(models.Title, models.TitleChange, models.Step, models.CareersState),
)


def twice(make, *args, **values):
    make(*args, **values)
    make(*args, **values)


def page_shows_a_figure_twice():
    page, figure = make_role_page(), make_pay_figure()
    twice(make_role_pay, page, figure)


def title_tells_of_a_dimension_twice():
    make_title_change(make_title(), "ideas")


# By the name of the constraint: a write that only this one refuses.
BROKEN = {
    "source_slug_unique": lambda: twice(Source.objects.create, slug="a", label="a", name="a"),
    "source_kind_known": lambda: make_source(kind="rumour"),
    "pay_figure_slug_unique": lambda: twice(make_pay_figure),
    "pay_figure_has_a_figure": lambda: make_pay_figure(low=None, middle=None, high=None),
    "pay_figure_in_rising_order": lambda: make_pay_figure(low=60_001),
    "pay_figure_capped_has_high": lambda: make_pay_figure(high=None, is_capped=True),
    "role_page_slug_unique": lambda: twice(make_role_page),
    "role_point_kind_known": lambda: make_role_point(make_role_page(), "choose"),
    "role_pay_figure_once": page_shows_a_figure_twice,
    "comparison_once": lambda: twice(make_comparison),
    "comparison_of_different_roles": lambda: make_comparison("thinker", "thinker"),
    "comparison_has_two_sides": lambda: make_comparison("thinker", "", "mixer"),
    "comparison_point_kind_known": lambda: make_comparison_point(make_comparison(), "does"),
    "reader_question_slug_unique": lambda: twice(make_reader_question),
    "reader_question_topic_known": lambda: make_reader_question(topic="weather"),
    "reader_question_link_has_text": lambda: make_reader_question(link="/quiz/"),
    "title_slug_unique": lambda: twice(make_title),
    "title_change_once_per_dimension": title_tells_of_a_dimension_twice,
    "step_once": lambda: twice(make_step),
    "step_leads_elsewhere": lambda: make_step(start="thinker"),
    "careers_state_is_one_row": lambda: CareersState.objects.create(pk=2, stamp="a"),
}


def named_in(refusal, constraint, table):
    """Whether the database refused a write by that constraint. Of a unique one, SQLite names the
    columns, PostgreSQL the constraint itself."""
    names = {constraint.name}
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        columns = (table._meta.get_field(name).column for name in constraint.fields)
        names = {", ".join(f"{table._meta.db_table}.{column}" for column in columns)}
    return any(name in str(refusal) for name in names)


@pytest.mark.parametrize("name", BROKEN)
def test_database_refuses_what_a_constraint_forbids(name):
    constraints = {row.name: (row, table) for table in TABLES for row in table._meta.constraints}
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BROKEN[name]()

    assert named_in(refusal.value, *constraints[name])


def test_every_constraint_is_broken_once():
    assert sorted(BROKEN) == sorted(row.name for table in TABLES for row in table._meta.constraints)


@pytest.mark.parametrize(
    "amounts",
    [
        {"low": None, "middle": 100, "high": 99},
        {"low": 100, "middle": None, "high": 99},
        {"low": 100, "middle": 99, "high": None},
    ],
)
def test_pay_figure_out_of_order_is_refused_with_any_figure_missing(amounts):
    with pytest.raises(IntegrityError, match="pay_figure_in_rising_order"), transaction.atomic():
        make_pay_figure(**amounts)


@pytest.mark.parametrize(
    "amounts",
    [
        {"low": 0, "middle": None, "high": None},
        {"low": 50, "middle": 50, "high": 50},
        {"low": 1, "middle": None, "high": 2},
        {"low": None, "middle": None, "high": 2, "is_capped": True},
    ],
)
def test_pay_figure_with_some_figures_in_order_is_kept(amounts):
    make_pay_figure(**amounts)

    assert PayFigure.objects.filter(**amounts).count() == 1


def test_pay_figure_of_a_fantastic_amount_is_refused():
    with pytest.raises(ValidationError, match="less than or equal to 10000000"):
        make_pay_figure(high=10_000_001).full_clean()


@pytest.mark.parametrize("sides", [("thinker", "keeper", "thinker"), ("mixer", "keeper", "keeper")])
def test_comparison_with_a_third_role_that_is_there_is_refused(sides):
    with pytest.raises(IntegrityError, match="comparison_of_different_roles"), transaction.atomic():
        make_comparison(*sides)


def test_comparison_is_called_by_its_roles():
    make_comparison("thinker", "keeper", "mixer")

    assert str(Comparison.objects.get()) == "thinker-and-keeper-and-mixer"
    assert str(make_comparison("thinker", "keeper")) == "thinker-and-keeper"


@pytest.mark.parametrize(
    "link", ["https://example.org/", "//example.org/", "/Quiz/", "/quiz", "/a b/"]
)
def test_question_with_a_link_that_leads_elsewhere_is_refused(link):
    with pytest.raises(ValidationError, match="Use an address such as /compare/"):
        make_reader_question(link=link, link_text="More").full_clean()


@pytest.mark.parametrize("url", ["http://example.org/", "javascript:alert(1)", "example.org"])
def test_source_with_another_address_than_https_is_refused(url):
    with pytest.raises(ValidationError, match="Use an address that begins with https://"):
        make_source(url=url).full_clean()


def test_rows_that_others_name_cannot_be_deleted():
    figure = make_pay_figure()
    make_title(pay=figure)

    for row in (figure.source, figure):
        with pytest.raises(ProtectedError):
            row.delete()
    assert (Source.objects.count(), PayFigure.objects.count()) == (1, 1)
