"""What guarded pages of the admin share: what they say about others, and how none is saved."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from weakref import WeakSet

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from roles.admin.long_lists import OwnFiltersAdmin
from roles.admin.presence import Visitor
from roles.admin.reconcile import ClashLine, Reconciled
from roles.wording import saving

Context = dict[str, Any] | None


@dataclass
class Guard:
    """What a page says about others, and what it must know when it comes back."""

    stamp: str = ""
    sentences: list[str] = field(default_factory=list)
    lines: list[ClashLine] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)
    is_unsaved: bool = False  # the page holds what somebody typed and nobody saved

    @property
    def visitor_sentences(self) -> list[str]:
        return [saving.visitor_sentence(*visitor) for visitor in self.visitors]


class Refusal:
    """Takes the place of one more set of rows of a form, and lets none be saved."""

    def is_valid(self) -> bool:
        return False

    def non_form_errors(self) -> list[str]:
        return []

    errors: Sequence[dict[str, Any]] = ()
    forms: Sequence[Any] = ()


class RefusedList:
    """Mixed into the set of rows of a list, lets none be saved."""

    errors: Sequence[dict[str, Any]] = ()

    def is_valid(self) -> bool:
        return False


class GuardBase(OwnFiltersAdmin):
    """Notes which requests may not save, and writes the guards of pages that come back."""

    keeps_typing = True  # of whoever has to sign in again, see `careerquiz.admin_site`
    refused: ClassVar[WeakSet[HttpRequest]] = WeakSet()

    def post_again(self, request: HttpRequest, typed: QueryDict) -> None:
        """Shows what was typed before signing in, as if it were sent; nothing is saved."""
        request.method, request.POST = "POST", typed  # type: ignore[assignment]  # it can be set
        self.refused.add(request)

    def guard(self, request: HttpRequest, found: Reconciled | None) -> Guard:
        """Of a page that comes back instead of a save."""
        lines = found.lines() if found else []
        sentences = []
        if found and not found.stamp:
            sentences.append(saving.unstamped_sentence(differs=bool(lines)))
        elif found and lines:
            saver = found.saver
            is_you = saver.user == request.user.pk
            sentences.append(saving.clash_sentence(saver.name, is_you=is_you))
            sentences += found.done_sentences(request.user, is_saved=False)
        elif request in self.refused:
            sentences.append(saving.restored_sentence())
        stamp = found.merged.stamp.encode() if found else ""
        return Guard(stamp, sentences, lines, is_unsaved=True)

    def tell(self, request: HttpRequest, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            self.message_user(request, sentence, messages.INFO)


def context_of(page: HttpResponse, name: str) -> dict[str, Any]:
    """The context of a page that is still to be drawn, if it holds that name; else an empty one."""
    context = page.context_data if isinstance(page, TemplateResponse) else None
    return context if context and name in context else {}


def lock(model: type[models.Model], **which: object) -> None:
    """Locks rows until the transaction ends, always in the order of their keys: of two that lock
    the same rows, one waits for the other. SQLite has locked everything already."""
    rows = model._base_manager.select_for_update().filter(**which)
    list(rows.order_by("pk").values_list("pk"))


def parent_name(inline: Any, model: type[models.Model]) -> str:  # noqa: ANN401  # an inline of the admin
    """The field that ties the rows of an inline set to their row."""
    if inline.fk_name:
        return str(inline.fk_name)
    return next(
        str(each.name)
        for each in inline.model._meta.fields
        if each.is_relation and each.remote_field.model is model
    )


@contextmanager
def as_opened(request: HttpRequest) -> Iterator[None]:
    """While this lasts, a page that is sent is as good as one that is opened."""
    method, request.method = request.method, "GET"
    try:
        yield
    finally:
        request.method = method
