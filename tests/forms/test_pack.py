"""Our form templates: what is tied to what, read from the HTML of a form in every state."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Field, Fieldset, Hidden, Layout, Submit
from django import forms
from django.template import engines

from tests.views.page import read_html

SCALE = [
    ("5", "Like a lot"),
    ("1", "Dislike a lot"),
    ("apart", [("skip", "Skip this one")]),
]


class SampleForm(forms.Form):
    talk = forms.ChoiceField(
        label="Talk to <customers>", choices=SCALE, widget=forms.RadioSelect, help_text="At work"
    )
    kinds = forms.MultipleChoiceField(
        label="Kinds", choices=[("a", "Alpha"), ("b", "Beta")], widget=forms.CheckboxSelectMultiple
    )
    other = forms.ChoiceField(label="Other", choices=[("x", "X"), ("y", "Y")])
    name = forms.CharField(label="Name", max_length=9, help_text="As you <like>")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label="I agree")
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        if self.is_bound:
            raise forms.ValidationError("Two <answers> clash")


GOOD = {"talk": "skip", "kinds": ["a"], "other": "y", "name": "Ada", "agree": "on", "secret": "s"}
STATES = {"fresh": None, "empty": {}, "kept": GOOD, "wrong": {"talk": "7", "name": "far too long"}}


def draw(form, source="{% load crispy_forms_tags %}{% crispy form %}", helper=None):
    form.helper = FormHelper() if helper is None else helper  # a helper without layout is falsy
    context = {"form": form, "csrf_token": "t"}
    return read_html(engines["django"].from_string(source).render(context))


@pytest.fixture(params=STATES)
def drawn(request):
    return draw(SampleForm(STATES[request.param]))


@pytest.fixture
def empty_page():
    return draw(SampleForm({}))


def test_pack_in_every_state_has_ids_once(drawn):
    ids = [element.attrs["id"] for element in drawn.walk() if "id" in element.attrs]

    assert sorted(set(ids)) == sorted(ids)


def test_pack_in_every_state_ties_labels_and_descriptions_to_what_exists(drawn):
    ids = {element.attrs.get("id") for element in drawn.walk()}
    wanted = [label.attrs["for"] for label in drawn.all("label")]
    for element in drawn.walk():
        wanted += element.attrs.get("aria-describedby", "").split()

    assert set(wanted) - ids == set()


def test_pack_in_every_state_names_every_control_once(drawn):
    controls = drawn.all("input") + drawn.all("select") + drawn.all("textarea")
    shown = [control for control in controls if control.attrs.get("type") != "hidden"]
    ids = sorted(control.attrs["id"] for control in shown)

    assert sorted(label.attrs["for"] for label in drawn.all("label")) == ids


def test_pack_in_every_state_asks_the_browser_to_check_nothing(drawn):
    assert drawn.one("form").attrs["novalidate"] == ""
    assert [element.tag for element in drawn.walk() if "required" in element.attrs] == []


def test_fresh_form_shows_no_errors():
    page = draw(SampleForm())

    assert page.all(class_="error-summary") + page.all(class_="field-error") == []
    assert [element for element in page.walk() if "aria-invalid" in element.attrs] == []


def test_error_summary_links_each_problem_to_the_first_control(empty_page):
    summary = empty_page.one(class_="error-summary")

    assert (summary.attrs["role"], summary.attrs["tabindex"]) == ("alert", "-1")
    assert summary.one("h2").text == "There is a problem"
    assert [item.text for item in summary.all("li")][:2] == [
        "Two <answers> clash",
        "This field is required.",  # of the hidden field: there is nothing to go to
    ]
    assert [link.attrs["href"] for link in summary.all("a")] == [
        "#id_talk_0",
        "#id_kinds_0",
        "#id_other",
        "#id_name",
        "#id_agree",
    ]


def test_radio_group_is_a_fieldset_named_by_its_legend_alone():
    group = draw(SampleForm()).one("fieldset", id="id_talk")

    assert group.one("legend").text == "Talk to <customers>"
    assert [(radio.attrs["name"], radio.attrs["value"]) for radio in group.all("input")] == [
        ("talk", "5"),
        ("talk", "1"),
        ("talk", "skip"),
    ]
    assert [label.text for label in group.all("label")] == [
        "Like a lot",
        "Dislike a lot",
        "Skip this one",
    ]
    assert [label.text for label in group.all("label", class_="choice-apart")] == ["Skip this one"]


def test_radio_group_with_an_error_says_so_under_its_legend(empty_page):
    group = empty_page.one("fieldset", id="id_talk")

    assert [child.tag for child in group.walk()][:4] == ["legend", "p", "p", "span"]
    assert group.attrs["aria-describedby"] == "id_talk_helptext id_talk_error"
    assert group.one(id="id_talk_helptext").text == "At work"
    assert group.one(id="id_talk_error").text == "Error: This field is required."
    assert [radio.attrs["aria-invalid"] for radio in group.all("input")] == ["true"] * 3


def test_text_field_with_errors_is_tied_to_hint_and_error():
    field = draw(SampleForm({"name": "far too long"})).one("input", id="id_name")
    error = draw(SampleForm({"name": "far too long"})).one(id="id_name_error")

    assert field.attrs["aria-describedby"] == "id_name_helptext id_name_error"
    assert (field.attrs["aria-invalid"], field.attrs["value"]) == ("true", "far too long")
    assert error.text == "Error: Ensure this value has at most 9 characters (it has 12)."


def test_answers_given_are_kept():
    page = draw(SampleForm(GOOD))

    assert [box.attrs["id"] for box in page.all("input", checked="")] == [
        "id_talk_2_0",
        "id_kinds_0",
        "id_agree",
    ]
    assert page.one("option", selected="").text == "Y"
    assert page.one("input", id="id_name").attrs["value"] == "Ada"


def test_optional_field_says_so_and_no_field_has_an_asterisk():
    page = draw(SampleForm())

    assert page.one("label", for_="id_note").text == "Note (optional)"
    assert page.one("label", for_="id_name").text == "Name"
    assert page.text.count("*") == 0


def test_disabled_group_is_disabled():
    form = SampleForm()
    form.fields["kinds"].disabled = True
    boxes = draw(form).one("fieldset", id="id_kinds").all("input")

    assert [box.attrs.get("disabled") for box in boxes] == ["", ""]


def test_hidden_labels_stay_for_screen_readers():
    helper = FormHelper()
    helper.form_show_labels = False
    page = draw(SampleForm(), helper=helper)

    assert page.one("label", for_="id_name").attrs["class"] == "field-label visually-hidden"
    assert page.one("fieldset", id="id_talk").one("legend").attrs["class"] == "visually-hidden"


def layout_helper():
    helper = FormHelper()
    helper.form_method = "get"
    helper.form_id = "sample"
    helper.layout = Layout(
        Fieldset("About you", "name", Field("note", rows=3), css_id="about", css_class="wide"),
        Div("talk", css_id="statement", css_class="first"),
        HTML("<p>Then:</p>"),
        Hidden("next", "a"),
        ButtonHolder(Submit("go", "Go on"), css_id="end"),
    )
    helper.add_input(Submit("later", "Later", css_class="quiet"))
    return helper


def test_layout_is_drawn_as_laid_out():
    form = draw(SampleForm(), helper=layout_helper()).one("form", id="sample")
    parts = [child.tag for child in form.children if not isinstance(child, str)]

    assert (form.attrs["method"], form.all("input", name="csrfmiddlewaretoken")) == ("get", [])
    assert parts == ["fieldset", "div", "p", "input", "div", "button"]
    assert form.one("fieldset", id="about").all("legend")[0].text == "About you"
    assert form.one("textarea", id="id_note").attrs["rows"] == "3"
    assert form.one("div", id="statement").one("legend").text == "Talk to <customers>"
    assert form.one("input", type="hidden", name="next").attrs["value"] == "a"


def test_buttons_are_buttons_with_words_of_their_own():
    page = draw(SampleForm(), helper=layout_helper())
    go, later = page.all("button")

    assert (go.text, go.attrs["type"], go.attrs["name"]) == ("Go on", "submit", "go")
    assert later.attrs["class"].split() == ["button", "btn", "btn-primary", "quiet"]


def test_layout_shows_errors_once_above_the_first_field():
    page = draw(SampleForm({}), helper=layout_helper())

    assert len(page.all(class_="error-summary")) == 1
    first = next(child for child in page.one("form").children if not isinstance(child, str))
    assert first.attrs["class"] == "error-summary"


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("{{ form|crispy }}", {"fieldset": 2, "form": 0, "h2": 1}),
        ("{{ form|as_crispy_errors }}", {"fieldset": 0, "form": 0, "h2": 1}),
        ("{{ form.talk|as_crispy_field }}", {"fieldset": 1, "form": 0, "h2": 0}),
    ],
)
def test_filters_draw_part_of_a_form(source, tags):
    page = draw(SampleForm({}), source="{% load crispy_forms_tags %}" + source)

    assert {tag: len(page.all(tag)) for tag in tags} == tags


def test_post_form_carries_the_csrf_token():
    page = draw(SampleForm())

    assert page.one("form").attrs["method"] == "post"
    assert page.one("input", name="csrfmiddlewaretoken").attrs["value"] == "t"
