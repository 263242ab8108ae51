"""The pages of the common site; those that do not look across regions are kept together, for an edit of a region."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from toolbox.build.concerned import SiteKeys
from toolbox.build.given import Given
from toolbox.machine.store import Store
from toolbox.news.earlier import Earlier
from toolbox.site import views
from toolbox.site.offers import Rendered
from toolbox.source.overlays.model import Overlaid


def common_pages(
    given: Given,
    rendered: Rendered,
    past: Earlier,
    overlaid: Sequence[Overlaid],
    languages: Sequence[Overlaid],
    store: Store,
) -> Mapping[str, bytes]:
    """Bytes by staged path. `rendered` is what is told of the files beside them."""
    facts = views.site_facts(given.toolbox, given.history, given.settings, rendered, past, overlaid, languages)
    key = SiteKeys(given).of_common(rendered, past, has_overlays=facts.has_overlays)
    kept = store.get(key)
    if kept is None:
        shared = dict(views.render_shared(facts))
        store.put(key, json.dumps({path: data.decode() for path, data in shared.items()}).encode())
    else:
        shared = {path: text.encode() for path, text in json.loads(kept).items()}
    return {**shared, **dict(views.render_across(facts))}
