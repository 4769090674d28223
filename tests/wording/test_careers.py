"""Where statements are from, roles named side by side, differences with their signs."""

from types import SimpleNamespace

import pytest
from django.template import engines

from roles.content.sources import SourceDocument
from roles.wording.careers import (
    from_mark,
    mark,
    role_question,
    role_titles,
    source_mark,
    verb_first,
)
from tests.factories import make_careers, make_catalog, make_role

MINUS = "\N{MINUS SIGN}"
MARKUP = '<script>alert("&")</script>'


def make_source(kind="published", year=2025, label="BLS"):
    return SourceDocument(
        slug="bls",
        label=label,
        name="Bureau",
        kind=kind,
        year=year,
        is_undated=year is None and kind in ("published", "faq"),
    )


def beside(*names, ideas=(90, 20, 60)):
    """Roles of these names side by side."""
    roles = [
        make_role(f"role-{place}", ideas=target, order=1) | {"name": name}
        for place, (name, target) in enumerate(zip(names, ideas, strict=False))
    ]
    catalog = make_catalog(roles=roles)
    return SimpleNamespace(roles=catalog.roles)


# --- where it is from


@pytest.mark.parametrize(
    ("kind", "year", "mark"),
    [
        ("published", 2025, "BLS, 2025"),
        ("published", None, "BLS, undated"),
        ("faq", None, "BLS, undated"),
        ("faq", 2024, "BLS, 2024"),
        ("practice", None, "BLS"),
        ("view", None, "BLS"),
        ("view", 2025, "BLS"),
        ("own", None, ""),
        ("own", 2025, ""),
    ],
)
def test_mark_has_the_year_of_what_was_published_and_nothing_of_this_site(kind, year, mark):
    source = make_source(kind, year)

    assert source_mark(source) == mark
    assert from_mark(make_careers(sources=(source,)), "bls") == mark


def test_mark_of_an_unknown_source_fails_loudly():
    with pytest.raises(KeyError, match="atlas"):
        from_mark(make_careers(sources=(make_source(),)), "atlas")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plan. You plan.", "<strong>Plan.</strong> You plan."),
        ("Plan. You plan. Often.", "<strong>Plan.</strong> You plan. Often."),
        ("Plan what comes", "<strong>Plan what comes</strong> "),
        ("Plan what comes.", "<strong>Plan what comes.</strong> "),
        ("Plan 3.5 years. Ahead.", "<strong>Plan 3.5 years.</strong> Ahead."),
        ("<b>. &", "<strong>&lt;b&gt;.</strong> &amp;"),
    ],
)
def test_first_sentence_stands_out_and_markup_stays_text(text, shown):
    assert verb_first(text) == shown
    assert hasattr(verb_first(text), "__html__")


# --- side by side


@pytest.mark.parametrize(
    ("names", "question", "titles"),
    [
        (["Thinker", "Keeper"], "Thinker or Keeper?", "Thinker and Keeper"),
        (
            ["Thinker", "Keeper", "Mixer"],
            "Thinker, Keeper or Mixer?",
            "Thinker, Keeper and Mixer",
        ),
        (["UX designer", "QA tester"], "UX designer or QA tester?", "UX designer and QA tester"),
        (["100% thinker", "Keeper %s"], "100% thinker or Keeper %s?", "100% thinker and Keeper %s"),
    ],
)
def test_roles_are_named_as_a_question_and_as_a_list(names, question, titles):
    shown = beside(*names)

    assert (role_question(shown), role_titles(shown)) == (question, titles)


# --- in templates


def test_tags_in_a_template_escape_what_content_says():
    template = engines["django"].from_string(
        "{% load wording %}{% mark careers 'bls' %}|{{ text|verb_first }}"
    )
    context = {
        "careers": make_careers(sources=(make_source("view", label=MARKUP),)),
        "text": f"{MARKUP}. {MARKUP}",
    }
    escaped = "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"

    assert template.render(context) == (
        f' <span class="mark">({escaped})</span>|<strong>{escaped}.</strong> {escaped}'
    )


def test_mark_of_what_this_site_does_is_nothing():
    careers = make_careers(sources=(make_source("own"),))

    assert mark(careers, "bls") == ""
