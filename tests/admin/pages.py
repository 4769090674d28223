"""Reading admin pages: what a person would see of them."""

from html.parser import HTMLParser

from django.contrib.auth.models import Group, Permission, User


def make_staff(group=None, name="ada"):
    """Somebody who may sign in to the admin, with the rights of one group or with none."""
    user = User.objects.create_user(name, is_staff=True)  # signed in by force: no password
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def allow(user, *codenames):
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


class _Finder(HTMLParser):
    """Collects the text of the first element with a class or id."""

    def __init__(self, mark):
        super().__init__()
        self.mark, self.depth, self.parts = mark, 0, []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        names = [held.get("id"), *(held.get("class") or "").split()]
        if self.depth or (self.mark in names and not self.parts):
            self.depth += tag not in ("br", "img", "input", "link", "meta", "hr", "path")

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth)

    def handle_data(self, data):
        if self.depth:
            self.parts.append(data)


def text_of(response, mark):
    """The words inside the first element of that class or id, blanks folded; "" if none."""
    finder = _Finder(mark)
    finder.feed(response.content.decode())
    return " ".join(" ".join(finder.parts).split())


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
