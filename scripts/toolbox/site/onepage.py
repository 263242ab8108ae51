"""One page of the common site by itself, as a build of all stages it; what tells of all others is left to that."""

from __future__ import annotations

from toolbox.core import addresses
from toolbox.site.ownpages import own_pages
from toolbox.site.spot import Facts
from toolbox.site.views import fill_page, own_page, text_page


def one_page(facts: Facts, url: str) -> bytes | None:
    """The staged page at `url`; None for one that is not made by itself.

    Raises KeyError and OSError when it tells of a file that is not there yet.
    """
    for page in facts.toolbox.pages:
        if addresses.page_url(page) == url:
            return text_page(facts, page)
    for form in facts.toolbox.formats:
        if addresses.fill_url(form.number) == url:
            return fill_page(facts, form)
    # Of the whole site as a zip, which that page offers, nobody knows the size before it is there.
    if url != addresses.DOWNLOADS:
        for own in own_pages(facts.toolbox, languages=[one.badge.name for one in facts.languages]):
            if own.url == url:
                return own_page(facts, own)
    return None
