"""Where statements are from, roles named side by side, differences with their signs."""

from types import SimpleNamespace

import pytest
from django.template import engines

from roles.content.sources import SourceDocument
from roles.pages.careers.references import References
from roles.wording.careers import (
    cite,
    role_question,
    role_titles,
    source_mark,
    source_title,
    verb_first,
)
from tests.factories import make_catalog, make_role

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
    ("kind", "year", "mark", "title"),
    [
        ("published", 2025, "BLS, 2025", "Bureau, 2025"),
        ("published", None, "BLS, undated", "Bureau, undated"),
        ("faq", None, "BLS, undated", "Bureau, undated"),
        ("practice", None, "BLS", "Bureau"),
        ("view", 2025, "BLS", "Bureau"),
    ],
)
def test_source_has_the_year_of_what_was_published(kind, year, mark, title):
    source = make_source(kind, year)

    assert (source_mark(source), source_title(source)) == (mark, title)


def test_source_whose_name_says_the_year_is_not_dated_twice():
    source = make_source(year=2025).model_copy(update={"name": "Survey of May 2025"})

    assert source_title(source) == "Survey of May 2025"


def test_citation_leads_to_its_source_and_says_whose_it_is():
    named = References((make_source(), make_source(label='A "B"').model_copy(update={"slug": "b"})))

    assert cite(named, "b") == (
        '&nbsp;<a class="cite" href="#source-b" aria-label="[2] A &quot;B&quot;, 2025">[2]</a>'
    )


def test_citation_of_what_has_no_number_is_nothing():
    assert cite(References((make_source(),)), "our-view") == ""


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
        "{% load wording %}{% cite references 'bls' %}|{{ text|verb_first }}"
    )
    context = {
        "references": References((make_source(label=MARKUP),)),
        "text": f"{MARKUP}. {MARKUP}",
    }
    escaped = "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"

    assert template.render(context) == (
        f'&nbsp;<a class="cite" href="#source-bls" aria-label="[1] {escaped}, 2025">[1]</a>'
        f"|<strong>{escaped}.</strong> {escaped}"
    )
