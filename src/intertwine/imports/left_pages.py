"""Pages of a source whose ids are no longer in its tables: what a failed attempt left, mostly."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from intertwine.imports.found_pages import FolderPages
from intertwine.imports.manifest import Manifest, SourcePages
from intertwine.imports.merge import digest
from intertwine.imports.pages.page_text import folded, stem
from intertwine.imports.records import Tables
from intertwine.ledger.read.files import LARGEST_FILE
from intertwine.model.problem import Problem

_LINK = re.compile(r"\[\[([^\[\]|#]+)")


@dataclass(slots=True)
class LeftPages:
    """Paths of pages by what they are of. `removable` are those that may go, unless somebody edited them; `kept` stay,
    with a warning for each; `absent` are not there any more."""

    removable: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Problem] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def left_pages(tables: Tables, manifest: Manifest, namespace: str, pages: FolderPages) -> LeftPages:
    """The pages that the source `namespace` of the `manifest` has for ids that are not in its `tables`, among the
    `pages` of the folder. A row that could not be used still has its page."""
    found = LeftPages()
    others = {
        folded(stem(path)): name for name, it in manifest.others(namespace).items() for path in it.shared.values()
    }
    for ref, before in manifest.sources[namespace].pages.items():
        if not _is_left(ref, tables):
            continue
        path = pages.now(before)
        key = folded(stem(path))
        if key not in pages.paths:
            found.absent.append(ref)
        elif key in others:
            found.kept[ref] = _kept(path, f'the source "{others[key]}" shares it')
        else:
            found.removable[ref] = path
    linked = _linked_by_hand(manifest, pages) if found.removable else set()
    for ref, path in [it for it in found.removable.items() if folded(stem(it[1])) in linked]:
        found.kept[ref] = _kept(path, "a page that somebody wrote or edited links it")
        del found.removable[ref]
    _keep_together(found, manifest.sources[namespace], pages)
    return found


def _keep_together(found: LeftPages, source: SourcePages, pages: FolderPages) -> None:
    """After: of a title that has a page which stays, or which somebody edited, all pages stay. `source` knows what was
    written, and `pages` where it is now."""
    for ref, path in [it for it in found.removable.items() if _title_of(it[0])]:
        hashes = (source.written.get(source.pages[ref]), source.pending.get(source.pages[ref]))
        data = _data(pages, path)
        if data is not None and digest(data) not in hashes:
            found.kept[ref] = _kept(path, "somebody edited it")
            del found.removable[ref]
    stay = {_title_of(ref) for ref in found.kept} - {""}
    for ref in [it for it in found.removable if _title_of(it) in stay]:
        del found.removable[ref]


def _linked_by_hand(manifest: Manifest, pages: FolderPages) -> set[str]:
    """The keys, case-folded, that pages link which are not as an import wrote them."""
    written = [hashes for it in manifest.sources.values() for hashes in (it.written, it.pending)]
    found = set[str]()
    for path in pages.paths.values():
        data = _data(pages, path)
        if data is not None and digest(data) not in (hashes.get(path) for hashes in written):
            found |= {folded(key.strip()) for key in _LINK.findall(data.decode("utf-8", "replace"))}
    return found


def _is_left(ref: str, tables: Tables) -> bool:
    """Whether nothing in `tables` is what a page is of, nor may be."""
    table, _, id_ = ref.partition(":")
    if table == "entity":
        return id_ not in tables.entities and not tables.entities.lacks(id_)
    if table == "order":
        return id_ not in tables.orders
    title = _title_of(ref)
    return title not in tables.titles and not tables.titles.lacks(title)


def _title_of(ref: str) -> str:
    """The id of the title that the page of `ref` is about; "" for a page that is about none."""
    table, _, id_ = ref.partition(":")
    if table == "season":
        return id_.rpartition(":")[0]
    return id_.removeprefix("title:") if table in ("title", "shared") else ""


def _data(pages: FolderPages, path: str) -> bytes | None:
    """What the page at `path` is; None where nobody can read it, nor its links."""
    try:
        with (pages.folder / path).open("rb") as file:
            return file.read(LARGEST_FILE)
    except OSError:
        return None


def _kept(path: str, why: str) -> Problem:
    message = f"is of nothing in these tables any more; it stays, because {why}"
    return Problem(path, 0, 0, "page-kept", message, "remove it by hand, if nobody needs it", "warning")


def edited(paths: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each of the `paths` of pages (by what they are of) that stay since somebody edited them."""
    yield from (_kept(path, "somebody edited it") for path in paths.values())
