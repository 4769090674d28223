"""Forms of the draft whose button "Check" shows what is typed would do, and saves nothing."""

from django import forms
from django.http import HttpRequest

CHECK = "_check"  # the button's name


class CheckedForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Counts as invalid while it is only checked, with its errors, if any, and no others: the admin
    then shows it again with all that was typed, and saves neither it nor its inline rows."""

    def is_valid(self) -> bool:
        return super().is_valid() and CHECK not in self.data


def is_check(request: HttpRequest) -> bool:
    return request.method == "POST" and CHECK in request.POST
