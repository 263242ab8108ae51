"""A checked Toolbox  →  every file of the staged docs folder, the pages at last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from toolbox.build.book import bind_all, the_book
from toolbox.build.commonpages import common_pages
from toolbox.build.concerned import as_common, as_region
from toolbox.build.decks import deck_jobs
from toolbox.build.given import Given
from toolbox.build.images import image_jobs, logo_jobs
from toolbox.build.lastnumbers import keep_last, read_last
from toolbox.build.office import office_jobs, register_job
from toolbox.build.packs import data_files, pack_zips
from toolbox.build.pagefiles import loaded_jobs, profile_file, script_files, theme_files
from toolbox.build.paper import example_papers, format_papers, pack_papers
from toolbox.build.regionpages import pages_job, pages_of
from toolbox.build.regions import RegionStage
from toolbox.core import addresses
from toolbox.core.form import Format
from toolbox.forms.packs import all_packs
from toolbox.machine.store import Job, Store, run_jobs
from toolbox.news.chronicle import read_stories, story_jobs
from toolbox.news.earlier import Earlier
from toolbox.news.editions import edition_jobs, read_editions
from toolbox.news.movedon import moved_jobs, read_moved
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
    toolbox, history, settings = given.toolbox, given.history, given.settings
    # In a store of its own: the book needs them drawn.
    image_store = Store(store.folder.with_name(IMAGE_STORE))
    images = run_jobs(list(image_jobs(toolbox, given.tree)), image_store)
    todo = [one for one in overlaid if one.badge.root in regions_todo]
    logos = run_jobs(list(logo_jobs(todo, given.tree)), image_store)
    given = replace(given, logos=logos)
    common = as_common(given)
    stamps = {form.number: common.stamp(form) for form in toolbox.formats}
    book = the_book(toolbox, stamps, common.whole_stamp(), images, settings.url)
    common_packs = tuple(all_packs(toolbox))
    regions = [RegionStage(as_region(given, one), common_packs, images) for one in todo]
    translated = [common.of(one) for one in languages]
    shape_jobs = [job for one in (common, *translated) for job in (*format_papers(one), *office_jobs(one))]
    shape_jobs += [register_job(common), *deck_jobs(common), *example_papers(common)]
    stories, earlier = story_jobs(common.root, history), edition_jobs(common.root, toolbox, history, settings)
    moved = moved_jobs(common.root, history, toolbox, overlaid)
    bundled = list(loaded_jobs())
    others = [*bundled, *stories.values(), *moved.values(), *(item.job for item in earlier)]
    others += [job for region in regions for job in region.jobs()]
    books = [book, *(region.book for region in regions)]
    first = [job for one in books for job in one.first_jobs(read_last(store, one.at), store.lacks)]
    made = run_jobs([*shape_jobs, *first, *others], store)
    pack_jobs = list(pack_papers(common, made))
    packs = run_jobs([*pack_jobs, *(job for region in regions for job in region.pack_jobs(made))], store)
    image_store.keep_used()
    shapes = {**_outputs([*shape_jobs, *pack_jobs], {**made, **packs}), **data_files(toolbox.formats)}
    zips = run_jobs(list(pack_zips(common_packs, shapes)), store)
    editions = read_editions(earlier, made)
    past = Earlier(read_stories(stories, made), editions.by_number, read_moved(moved, made))
    offered = {**shapes, **editions.files, **zips}
    pages: dict[str, bytes] = {}

    def draw_pages(whole_book: bytes) -> None:
        """These say how large each file is."""
        rendered = _rendered({**offered, book.name: whole_book}, toolbox.formats)
        pages.update(common_pages(given, rendered, past, overlaid, languages, store))

    bound = bind_all(books, made, partial(run_jobs, store=store), draw_pages, partial(keep_last, store))
    made = {**made, **packs, **bound}
    offered[book.name] = made[book.name]
    scripts = [*script_files(given, shapes, overlaid)]
    scripts += [script for one in translated for script in script_files(one, shapes)]
    loaded = dict((*scripts, profile_file(common), *theme_files(_scripts(languages))))
    whole = {**offered, **images, **logos, **loaded, **_outputs(bundled, made), **pages}
    return {**whole, **_of_regions(regions, made, whole, offered, past, regions_todo, store)}


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


def _scripts(languages: Iterable[Overlaid]) -> list[str]:
    return sorted({one.overlay.language.script for one in languages})


def _outputs(jobs: Iterable[Job], made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: made[name] for job in jobs for name in job.names}


def _rendered(offered: Mapping[str, bytes], formats: Iterable[Format]) -> Rendered:
    """What pages say of the files that they offer."""
    pages = {path: page_count(data) for path, data in offered.items() if path.endswith(".pdf")}
    pictures = {path: picture_size(offered[path]) for path in map(addresses.preview_file, formats)}
    return Rendered({path: len(data) for path, data in offered.items()}, pages, pictures)
