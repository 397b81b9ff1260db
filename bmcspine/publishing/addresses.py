"""Where a path leads on this site, as far as the addresses tell."""

from collections.abc import Callable

from django.urls import Resolver404, ResolverMatch, resolve

from bmcspine.publishing import kinds


def found_under(path: str) -> ResolverMatch | None:
    """Return the view that answers this path, if one does."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def leads_somewhere(path: str, has_page: Callable[[ResolverMatch], bool]) -> bool:
    """Return whether the site has a page under this path; of documents, `has_page` knows it.

    Bones, clinicians and lists have addresses of their own.
    """
    match = found_under(path)
    if match is None or match.view_name not in kinds.views():
        return match is not None
    return has_page(match)
