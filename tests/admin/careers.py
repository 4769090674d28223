"""The small draft that content is about, and what admin pages of content say and refuse."""

from django.urls import reverse

from roles.models import (
    CareersState,
    Comparison,
    PayFigure,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from roles.services.catalog import load_catalog
from tests.admin.pages import form_data, make_staff
from tests.careers_factories import (
    make_comparison,
    make_pay_figure,
    make_reader_question,
    make_role_page,
    make_step,
    make_title,
)
from tests.factories import make_catalog

TABLES = (Source, PayFigure, RolePage, Comparison, ReaderQuestion, Title, Step)


def make_draft():
    """The roles thinker, keeper and mixer and the dimensions ideas and order, unpublished."""
    load_catalog(catalog=make_catalog(), reason="test")


def make_all():
    """One row of each table, with nothing to mend and nothing out of date."""
    figure = make_pay_figure(as_of=None)
    rows = (figure.source, figure, make_role_page(), make_comparison())
    return (*rows, make_reader_question(), make_title(), make_step())


def sign_in(client, group="Editors"):
    client.force_login(make_staff(group))
    return client


def url_of(what, page=""):
    """The address of a table's list or add page, or of a page of one row."""
    name = what._meta.model_name
    if isinstance(what, type):
        return reverse(f"admin:roles_{name}_{page or 'changelist'}")
    return reverse(f"admin:roles_{name}_{page or 'change'}", args=[what.pk])


def post_form(client, what, page="", **changes):
    """Sends a row's page, or a table's add page, as it stands but for the changes."""
    address = url_of(what, page)
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, form_data(client.get(address)) | changes)


def refusals(response):
    """What a form did not take, with the sentence, by the field or table where it is said."""
    form = response.context["adminform"].form
    found = {name: list(said) for name, said in form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        rows, prefix = inline.formset, inline.formset.prefix
        found |= {prefix: list(rows.non_form_errors())} if rows.non_form_errors() else {}
        for number, errors in enumerate(rows.errors):
            found |= {f"{prefix}-{number}-{name}": list(said) for name, said in errors.items()}
    return found


def stamp():
    """By what readers' pages know that the content has changed; None before the first change."""
    return CareersState.objects.values_list("stamp", flat=True).first()
