"""A checked Toolbox  →  every file of the staged docs folder, the pages at last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from toolbox.build.book import Book, bind_all
from toolbox.build.common import CommonStage
from toolbox.build.commonpages import common_pages
from toolbox.build.concerned import as_region
from toolbox.build.given import Given
from toolbox.build.images import image_jobs, logo_jobs
from toolbox.build.lastnumbers import keep_last, read_last
from toolbox.build.regionpages import pages_job, pages_of
from toolbox.build.regions import RegionStage
from toolbox.core import addresses
from toolbox.core.form import Format
from toolbox.machine.store import Job, Store, run_jobs
from toolbox.news.earlier import Earlier
from toolbox.news.past import past_jobs
from toolbox.shapes.preview import page_count, picture_size
from toolbox.site.offers import Rendered
from toolbox.source.overlays.model import Overlaid

IMAGE_STORE = "afbeeldingen-cache"
NO_REGIONS: Mapping[str, str] = {}


def render_outputs(
    given: Given,
    store: Store,
    overlaid: Sequence[Overlaid] = (),
    languages: Sequence[Overlaid] = (),
    regions_todo: Mapping[str, str] = NO_REGIONS,
) -> Mapping[str, bytes]:
    """Bytes by path in the staged folder. What `store` holds already is not rendered again. The site of a region stands
    in its own folder, with what is not the common toolbox's; forms in other languages stand beside the Dutch ones.
    `overlaid` are the toolboxes of all regions; `regions_todo` names the sites to make by root.

    All that takes long is gathered as jobs first, so that one run spreads it over the cores.
    """
    run = partial(run_jobs, store=store)
    todo = [one for one in overlaid if one.badge.root in regions_todo]
    images, logos = _images(given, todo, store)
    given = replace(given, logos=logos)
    common = CommonStage(given, languages, images)
    regions = [RegionStage(as_region(given, one), common.packs, images) for one in todo]
    stages: list[CommonStage | RegionStage] = [common, *regions]
    books = [stage.book for stage in stages]
    past = past_jobs(given.root, given.toolbox, given.history, given.settings, overlaid)
    made = run([*_first_jobs(books, store), *past.jobs, *(job for stage in stages for job in stage.jobs())])
    made = {**made, **run([job for stage in stages for job in stage.pack_jobs(made)])}
    told, editions = past.read(made)
    offered = {**common.offered(made, run), **editions}
    pages: dict[str, bytes] = {}

    def draw_pages(whole_book: bytes) -> None:
        """These say how large each file is."""
        rendered = _rendered({**offered, common.book.name: whole_book}, given.toolbox.formats)
        pages.update(common_pages(given, rendered, told, overlaid, languages, store))

    made = {**made, **bind_all(books, made, run, draw_pages, partial(keep_last, store))}
    offered[common.book.name] = made[common.book.name]
    whole = {**offered, **images, **logos, **common.loaded(made, offered, overlaid), **pages}
    return {**whole, **_of_regions(regions, made, whole, offered, told, regions_todo, store)}


def _images(given: Given, todo: Sequence[Overlaid], store: Store) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """Those of all pages, and the logos of regions to make. In a store of their own, for the book needs them drawn."""
    own = Store(store.folder.with_name(IMAGE_STORE))
    images = run_jobs(list(image_jobs(given.toolbox, given.tree)), own)
    logos = run_jobs(list(logo_jobs(todo, given.tree)), own)
    own.keep_used()
    return images, logos


def _first_jobs(books: Sequence[Book], store: Store) -> Iterator[Job]:
    for book in books:
        yield from book.first_jobs(read_last(store, book.at), store.lacks)


def _of_regions(
    regions: Sequence[RegionStage],
    made: Mapping[str, bytes],
    common: Mapping[str, bytes],
    offered: Mapping[str, bytes],
    past: Earlier,
    keys: Mapping[str, str],
    store: Store,
) -> Mapping[str, bytes]:
    """The files and pages of each region, below its folder: those that are not as in the `common` site, of which
    `offered` are told of. None is another region's; `keys` are the names of the regions' sites in a store."""
    own = {region.root: region.files(made, common, partial(run_jobs, store=store)) for region in regions}
    jobs = [
        pages_job(
            region.given,
            keys[region.root],
            _rendered({**offered, **own[region.root]}, region.given.toolbox.formats),
            frozenset(own[region.root]),
            past,
        )
        for region in regions
    ]
    drawn = run_jobs(jobs, store)
    files = {root + path: data for root, found in own.items() for path, data in found.items()}
    return files | {path: page for root in own for path, page in pages_of(root, drawn)}


def _rendered(offered: Mapping[str, bytes], formats: Iterable[Format]) -> Rendered:
    """What pages say of the files that they offer."""
    pages = {path: page_count(data) for path, data in offered.items() if path.endswith(".pdf")}
    pictures = {path: picture_size(offered[path]) for path in map(addresses.preview_file, formats)}
    return Rendered({path: len(data) for path, data in offered.items()}, pages, pictures)
