"""Two people with the same page of the admin open, as their browsers would send it."""

from itertools import islice

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.views.forms import CHOICES, fields_of
from tests.views.page import read_page

OWN = ("_", "csrf", "initial-")  # how controls begin that hold nothing of a row
OWN_ENDS = ("_FORMS", "-id", "-ORDER", "-role")


class Undone(Exception):
    """Takes back what was tried."""


def superuser(name):
    return User.objects.create_superuser(name, f"{name}@example.org")


def signed_in(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def edited_admins():
    """Every table that somebody can change in the admin."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    return {
        model._meta.label: model_admin
        for model, model_admin in admin.site._registry.items()
        if model_admin.has_change_permission(request)
    }


def address_of(model_admin, page, *args):
    opts = model_admin.opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def form_on(response):
    """The form of a change or add page, or of a list."""
    page = read_page(response)
    return next(
        form
        for form in page.all("form")
        if form.attrs.get("id", "").endswith("_form") or form.attrs.get("id") == "changelist-form"
    )


def opened(client, address):
    """What a browser would send of a page as it stands."""
    response = client.get(address)
    assert response.status_code == 200
    return fields_of(form_on(response))


def typed_on(response):
    return fields_of(form_on(response))


def send(client, address, fields, **changes):
    data = {**fields, **changes}
    return client.post(
        address, {k: v for k, v in data.items() if v is not None} | {"_save": "Save"}
    )


def controls(form, fields, prefix):
    """The controls of a form by name, each with values that could be typed instead."""
    for element in form.walk():
        name = element.attrs.get("name", "")
        is_row = name[len(prefix) :].lstrip("-").split("-")[0].isdigit() if prefix else True
        if not name or name.startswith(OWN) or name.endswith(OWN_ENDS) or "DELETE" in name:
            continue
        if "disabled" in element.attrs or not name.startswith(prefix) or not is_row:
            continue
        if element.attrs.get("type") != "hidden":
            yield name, others(element, fields.get(name, [""])[0])


def others(element, value):
    """What somebody might type or choose instead."""
    kind = element.attrs.get("type", "text")
    if element.tag == "select":
        options = [option.attrs.get("value", "") for option in element.all("option")]
        yield from [option for option in options if option and option != value][:2]
    elif kind in CHOICES:
        yield from [None, element.attrs.get("value", "on")]
    elif value.replace(".", "").isdigit():
        yield from [str(int(float(value)) + 1), str(int(float(value)) + 2), "0.5", "0.6"]
        yield from [str(max(int(float(value)) - each, 0)) for each in (1, 2)]
    elif value:
        yield from [f"{value} more", f"{value} other", f"{value}-more", f"{value}-other"]


def is_taken(client, address, fields, **changes):
    """Whether a page takes those values; nothing stays saved."""
    took = False
    try:
        with transaction.atomic():
            took = send(client, address, fields, **changes).status_code == 302
            raise Undone
    except Undone:
        return took


def changeable(client, address, prefix=""):
    """The controls of a page that can be saved with another value, one by one as they are asked
    for: name, two such values."""
    form = form_on(client.get(address))
    fields = fields_of(form)
    for name, values in controls(form, fields, prefix):
        taken = (value for value in values if is_taken(client, address, fields, **{name: value}))
        if pair := [*islice(taken, 2)]:
            yield name, pair[0], pair[-1]


def held(client, address, name, at):
    """What a page holds now in a control that stood there in the page `at`: lists are ordered by
    what is changed."""
    now = opened(client, address)
    if not name.startswith("form-"):
        return now.get(name)
    row = "-".join(name.split("-")[:2])
    key = at[f"{row}-id"]
    moved = next(control for control in now if control.endswith("-id") and now[control] == key)
    return now.get(moved.removesuffix("-id") + name.removeprefix(row))
