"""Lists of tables with millions of rows: counted up to a limit, found and sorted by indexes."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.queries.catalog import version_numbers

MOST_COUNTED = 5_000  # rows of a list; of more it says so
FILTER_ENDINGS = ("", "__exact", "__id__exact", "__isnull")  # of the addresses of Django's filters


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # not generic at run time
    """Counts no further than to its limit, and has no pages beyond."""

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def is_capped(self) -> bool:
        return self._counted > MOST_COUNTED

    @cached_property
    def _counted(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # the admin gives no other
        return rows.order_by()[: MOST_COUNTED + 1].count()


class IndexedChangeList(ChangeList):
    """Sorts by columns that have an index, whatever its address asks for."""

    def get_ordering_field(self, field_name: Any) -> Any:  # noqa: ANN401  # Django's own signature
        if field_name in (self.model_admin.sortable_by or ()):
            return super().get_ordering_field(field_name)
        return None


class OwnFiltersAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A table whose list is filtered by nothing but the filters beside it."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        # A list takes any field's lookup from its address: tokens could be guessed by letters, a
        # search through documents takes minutes, and a database refuses some patterns.
        names = [getattr(each, "parameter_name", each) for each in self.get_list_filter(request)]
        return lookup in {f"{name}{ending}" for name in names for ending in FILTER_ENDINGS}


class PeriodFilter(admin.SimpleListFilter):
    """Rows of a time: a range of one indexed column. `column` and `title` are set below it."""

    column = ""

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        return [
            ("today", _("Today")),
            ("week", _("Past 7 days")),
            ("month", _("This month")),
            ("last-month", _("Last month")),
            ("year", _("This year")),
            ("last-year", _("Last year")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        limits = period_limits(localtime()).get(self.value() or "")
        if limits is None:
            return None
        start, end = limits
        return queryset.filter(**{f"{self.column}__gte": start, f"{self.column}__lt": end})


def period_limits(now: datetime) -> dict[str, tuple[datetime, datetime]]:
    """The first moment of each period that PeriodFilter offers, and the first one after it."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    return {
        "today": (today, tomorrow),
        "week": (today - timedelta(days=7), tomorrow),
        "month": (month, tomorrow),
        "last-month": ((month - timedelta(days=1)).replace(day=1), month),
        "year": (year, tomorrow),
        "last-year": (year.replace(year=year.year - 1), year),
    }


class VersionFilter(admin.SimpleListFilter):
    """Offers versions by number alone: each row holds a whole catalog, which is not read."""

    title = gettext_lazy("version")
    parameter_name = "version"

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        return [
            (str(number), _("Version %(number)s") % {"number": number})
            for number in version_numbers()
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        numbers = version_numbers()
        wanted = self.value() or ""
        # By key: an index has it beside the time.
        found = [key for number, key in numbers.items() if str(number) == wanted]
        return queryset.filter(version_id=found[0]) if found else None
