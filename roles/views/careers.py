"""The roles, to read about.

The pages may be kept but are asked about each time (`no-cache` with an ETag), so that a newly
published version shows at once. They hold no secret, so compressing them gives nothing away.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from roles.selectors.catalog import published_catalog


@require_safe
@cache_control(public=True, no_cache=True)
@gzip_page
@conditional_page
def role_list(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/role_list.html", {"catalog": published_catalog()})


@require_safe
@cache_control(public=True, no_cache=True)
@gzip_page
@conditional_page
def role(request: HttpRequest, slug: str) -> HttpResponse:
    catalog = published_catalog()
    found = None if catalog is None else catalog.role(slug)
    if catalog is None or found is None:
        raise Http404
    others = [other for other in catalog.roles if other.slug != slug]
    return render(
        request, "careers/role.html", {"catalog": catalog, "role": found, "others": others}
    )
