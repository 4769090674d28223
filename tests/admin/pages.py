"""Reading admin pages: what a person would see of them."""

from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from roles.admin.reconcile import STAMP
from tests.views.forms import fields_of
from tests.views.page import read_page


def make_staff(group=None, name="ada"):
    """Somebody who may sign in to the admin, with the rights of one group or with none."""
    user = User.objects.create_user(name, is_staff=True)  # signed in by force: no password
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def allow(user, *codenames):
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


def text_of(response, mark):
    """The words inside the one element of that id or class; "" when there is none."""
    page = read_page(response)
    found = page.all(id=mark) or page.all(class_=mark)
    assert len(found) <= 1, f"{len(found)} times {mark}"
    return found[0].text if found else ""


def banner(response):
    return text_of(response, "draft-banner")


def form_data(response, name="adminform"):
    """What a browser would post of an admin change page as it stands, inline rows included."""
    form = response.context[name].form
    forms = [form]
    for formset in response.context.get("inline_admin_formsets", ()):
        forms += [formset.formset.management_form, *formset.formset.forms]
    guard = response.context.get("guard")
    data = {STAMP: guard.stamp} if guard and guard.stamp else {}
    for each in forms:
        for field in each:
            value = field.value()
            if value is not None and not field.field.disabled:
                data[field.html_name] = value
    return data


def url_of(what, page=""):
    """The address of a table's list or add page, or of a page of one row."""
    name = what._meta.model_name
    if isinstance(what, type):
        return reverse(f"admin:roles_{name}_{page or 'changelist'}")
    return reverse(f"admin:roles_{name}_{page or 'change'}", args=[what.pk])


def fields_in(response, model):
    """What a browser would send of an add or change page as it stands."""
    return fields_of(read_page(response).one("form", id=f"{model._meta.model_name}_form"))


def post_form(client, what, page="", **changes):
    """Sends the form of a row, or of a table's add page, as it stands but for the changes; None
    takes a field out, as for a box that is not ticked."""
    address = url_of(what, page)
    data = fields_in(client.get(address), what) | changes
    return client.post(address, {name: held for name, held in data.items() if held is not None})


def delete_row(client, row):
    """Confirms on the page that asks."""
    address = url_of(row, "delete")
    return client.post(address, fields_of(read_page(client.get(address)).all("form")[-1]))


def asks_to_sign_in(response):
    """Whether something was sent while signed out: the sign-in page, which keeps what was sent."""
    page = read_page(response)
    return (
        response.status_code == 200
        and len(page.all("form", id="login-form")) == 1
        and len(page.all("input", form="login-form")) == 1
    )


def changes_shown(response):
    """What a page about versions or a file says would change: the title of each object, and its
    changes in words."""
    return [
        (each.title, *(change.sentence for change in each.changes))
        for each in response.context["found"].objects
    ]


def refusals(response):
    """What a form did not take: the sentence by the control beside which it stands."""
    lists = read_page(response).all("ul", class_="errorlist")
    return {
        each.attrs.get("id", "").removeprefix("id_").removesuffix("_error"): each.text
        for each in lists
    }
