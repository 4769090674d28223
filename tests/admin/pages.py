"""Reading admin pages: what a person would see of them."""

from django.contrib.auth.models import Group, Permission, User

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
    data = {}
    for each in forms:
        for field in each:
            value = field.value()
            if value is not None and not field.field.disabled:
                data[field.html_name] = value
    return data
