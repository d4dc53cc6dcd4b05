"""One source of tables beside the others of a folder: which pages are its own, which it shares, which are gone."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from intertwine.imports.alike import AlikeRow, alike_rows
from intertwine.imports.columns import FACTS, INSTALLMENTS, SENTENCES
from intertwine.imports.found_pages import FolderPages, FoundPage
from intertwine.imports.left_pages import left_pages
from intertwine.imports.manifest import Manifest
from intertwine.imports.pages.page_lines import first_own, home, public_home
from intertwine.imports.pages.page_text import folded, stem
from intertwine.imports.pages.source_names import SourceNames
from intertwine.imports.pages.title_pages import page_paths, page_texts
from intertwine.imports.records import Tables
from intertwine.imports.same import Sharing, share, unlisted, waits
from intertwine.model.extent import spelled
from intertwine.model.problem import Problem
from intertwine.model.title_kind import TitleWords

_TOLD = 3  # places that a message names


@dataclass(slots=True)
class SourcePlan:
    """What a source is going to write: the `texts` of its pages by their paths. `gone` are its pages, by what they are
    of, whose lines stand elsewhere now; `left` are those of nothing in the tables. `alike` are rows that may be the
    same as pages of others; `problems` are those with same.csv."""

    texts: dict[str, str]
    gone: dict[str, str]
    left: dict[str, str]
    sharing: Sharing
    alike: list[AlikeRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan(tables: Tables, manifest: Manifest, namespace: str, pages: FolderPages) -> SourcePlan:
    """What the source `namespace`, which has these `tables`, is going to write into the folder that has these `pages`.
    After it `manifest` knows the source with its own."""
    is_first = not manifest.sources
    own = manifest.source(namespace)
    found = _others_pages(tables, manifest, namespace, pages)
    sharing = share(tables, found, manifest, namespace)
    problems, missing = sharing.problems, dict[str, str]()
    for ref, page in sharing.pages.items():
        title = ref.removeprefix("title:")
        if title != ref:
            lacking = unlisted(tables, title, pages.listed_places(page, found))
            missing |= waits(title, lacking, page.key)
            problems += _not_listed(tables, title, lacking, page)
    shared = {ref: page.path for ref, page in sharing.pages.items()}
    problems += _without_page(tables, shared)
    gone = {ref: pages.now(path) for ref, path in own.pages.items() if _is_gone(ref, tables, shared)}
    own.follow(gone)
    left = left_pages(tables, manifest, namespace, pages)
    for ref in left.absent:
        del own.pages[ref]
    own.follow(left.removable)
    problems += left.kept.values()
    taken = {folded(stem(path)) for it in manifest.others(namespace).values() for path in it.pages.values()}
    taken |= {folded(stem(path)) for path in (*gone.values(), *left.removable.values())}
    prefix = "" if manifest.first == namespace else namespace
    names = SourceNames(namespace, prefix, shared, taken, missing)
    known = {ref: path for ref, path in own.pages.items() if ref not in gone and ref not in left.removable}
    paths = page_paths(tables, known, pages.paths, first=is_first, source=names)
    texts = page_texts(tables, paths, pages.vocabulary, names)
    silent = {ref: path for ref, path in paths.items() if ref.startswith("shared:") and path not in texts}
    gone |= {ref: path for ref, path in silent.items() if ref in own.pages}
    own.follow({ref: path for ref, path in paths.items() if ref not in silent or ref in gone})
    own.shared = shared
    alike = list(alike_rows(tables, sharing, found, manifest, namespace))
    return SourcePlan(texts, gone, left.removable, sharing, alike, problems)


def shared_places(
    tables: Tables, manifest: Manifest, namespace: str, pages: FolderPages
) -> dict[str, frozenset[tuple[int, int]]]:
    """Season and number of every installment that the pages list which titles of `tables` share, by the title's id.
    `namespace` is that of the source, and `pages` are those of the folder. Nothing of the `manifest` changes."""
    known = deepcopy(manifest)
    known.source(namespace)
    found = _others_pages(tables, known, namespace, pages)
    sharing = share(tables, found, known, namespace)
    return {ref.removeprefix("title:"): pages.listed_places(page, found) for ref, page in sharing.pages.items()}


def orphans(manifest: Manifest, namespace: str, removed: list[str]) -> Iterator[Problem]:
    """A warning for each other source of the `manifest` that shares pages which `namespace` has `removed`."""
    keys = {folded(stem(path)) for path in removed}
    for name, source in manifest.others(namespace).items():
        lost = [path for path in source.shared.values() if folded(stem(path)) in keys]
        if lost:
            message = f'is gone, and the source "{name}" shares it: what that source says of it is hidden'
            hint = f'import "{name}" again; where its same.csv names the page by its key, write another'
            yield Problem(lost[0], 0, 0, "page-gone", message, hint, "warning")


def _others_pages(tables: Tables, manifest: Manifest, namespace: str, pages: FolderPages) -> tuple[FoundPage, ...]:
    """What the pages of others are of. Those of sources that came later are read only if same.csv may speak of them."""
    earlier = {namespace: None, **manifest.earlier(namespace)}
    skipped = [manifest.sources[namespace]]
    skipped += [] if tables.same else [it for name, it in manifest.sources.items() if name not in earlier]
    return pages.find({folded(stem(path)) for it in skipped for path in it.pages.values()})


def _is_gone(ref: str, tables: Tables, shared: Mapping[str, str]) -> bool:
    """Whether the page of `ref` says nothing any more that is not said on another one."""
    table, _, id_ = ref.partition(":")
    if table == "shared":
        return id_ not in shared and id_.removeprefix("title:") in tables.titles
    return (f"title:{id_.rpartition(':')[0]}" if table == "season" else ref) in shared


def _not_listed(tables: Tables, title: str, missing: list[tuple[int, int]], page: FoundPage) -> Iterator[Problem]:
    if missing:
        words = TitleWords(tables.titles[title].of)
        told = ", ".join(spelled(place) for place in missing[:_TOLD])
        more = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
        rows = (it for it in tables.installments.values() if it.title == title)
        lines = [it.line for it in rows if not set(missing).isdisjoint(it.places)]
        message = f'the page "{page.path}", which is that of "{title}", does not list {told}{more}: '
        message += f"what stands there, or needs all of such a {words.kind.part}, stays hidden until it does"
        hint = f"list the {words.kind.installment}s on that page, or correct the numbers here"
        line = min(lines, default=0)
        yield Problem(INSTALLMENTS, line, min(line, 1), "installment-unlisted", message, hint)


def _without_page(tables: Tables, shared: Mapping[str, str]) -> Iterator[Problem]:
    """After: every public fact and sentence has a page of this source to stand on; the others are told."""
    message = "has no page of this source to stand on: all that it names has a page of others"
    for fact in [it for it in tables.facts if home(it.revealed).kind == "public"]:
        if not public_home(fact, tables, shared):
            tables.facts.remove(fact)
            page = next((shared[ref] for ref in fact.subjects if isinstance(ref, str)), "")
            yield Problem(FACTS, fact.line, 1, "page-missing", message, f'write it on the page "{page}"')
    for sentence in [it for it in tables.sentences if home(it.revealed).kind == "public"]:
        if not first_own((*sentence.refs, *(f"title:{id_}" for id_ in tables.titles)), shared):
            tables.sentences.remove(sentence)
            hint = f'write it on the page "{shared[sentence.refs[0]]}"'
            yield Problem(SENTENCES, sentence.line, 1, "page-missing", message, hint)
