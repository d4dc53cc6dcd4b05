"""What is alike in several sources of one folder: it stays apart until a person says what is the same."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator

from intertwine.imports.columns import SAME
from intertwine.imports.found_pages import FoundPage
from intertwine.imports.manifest import Manifest
from intertwine.imports.pages.page_text import folded, key_part, stem
from intertwine.imports.records import EntityRecord, Tables, TitleRecord
from intertwine.imports.same import Sharing
from intertwine.model.problem import Problem
from intertwine.model.record import record
from intertwine.model.words import exact, fold

_MOST = 0.6
_NEARLY = 0.8
"""From 0 to 1: the share of rows that are those of another source, and of that source's that are these, from which on
tables may be that source's."""
_FEW = 3
"""Pages of a source that are no accident."""


@record
class AlikeRow:
    """A row of titles or entities whose name or id is that of other pages of its kind, at the paths `pages`, and of
    which same.csv does not say whether they are the same. `page` is the path of its own."""

    id: str
    kind: str
    name: str
    page: str
    pages: tuple[str, ...]


def alike_rows(
    tables: Tables, sharing: Sharing, found: Iterable[FoundPage], manifest: Manifest, namespace: str
) -> Iterator[AlikeRow]:
    """The rows of `tables` that are like pages of others among those `found`, titles first, and of which same.csv does
    not speak (`sharing`). Of the sources in the `manifest`, those that came after `namespace` are left out: they were
    asked about when they came."""
    own, earlier = manifest.sources[namespace].pages, manifest.earlier(namespace)
    later = [it for name, it in manifest.others(namespace).items() if name not in earlier]
    hidden = {folded(stem(path)) for it in (*later, manifest.sources[namespace]) for path in it.pages.values()}
    pages = {folded(page.key): page for page in found if page.is_of_something and folded(page.key) not in hidden}
    by_name = defaultdict[str, list[FoundPage]](list)
    for page in pages.values():
        for name in dict.fromkeys(map(fold, page.names)):
            by_name[name].append(page)
    for ref, row in _rows(tables):
        if ref in sharing.pages or ref in sharing.apart:
            continue
        alike = by_name.get(fold(row.name), []).copy()
        # Numbers from 1 are the ids of many tables, and say nothing.
        for it in earlier.values() if not row.id.isdecimal() else ():
            same_id = pages.get(folded(stem(it.pages.get(ref, ""))))
            alike += [same_id] if same_id else []
        paths = tuple(dict.fromkeys(page.path for page in alike if row.kind in page.kinds))
        if paths:
            yield AlikeRow(row.id, row.kind, row.name, own.get(ref, ""), paths)


def alike_problem(rows: list[AlikeRow]) -> Iterator[Problem]:
    """One warning that says how many `rows` are alike, with one of them."""
    if rows:
        it = rows[0]
        count = f"{len(rows)} names are" if len(rows) > 1 else "1 name is"
        message = f'{count} in this folder already, e.g. "{it.name}" ({it.pages[0]}): '
        message += f"{'each has' if len(rows) > 1 else 'it has'} a page of its own here ({it.page})"
        hint = f"say which are the same in {SAME}: the id, and the other page's key (or - where it is another one); "
        hint += "--draft-same FILE writes such a table to be completed"
        yield Problem(SAME, 0, 0, "names-alike", message, hint, "warning")


def draft(rows: Iterable[AlikeRow]) -> str:
    """A table same.csv of `rows` that a person can complete: "same_as" is empty, and "perhaps" has the keys of the
    pages that are alike."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "same_as", "kind", "name", "perhaps"))
    writer.writerows((it.id, "", it.kind, it.name, "|".join(map(stem, it.pages))) for it in rows)
    return out.getvalue()


def known_source(tables: Tables, manifest: Manifest) -> Iterator[Problem]:
    """A problem where the tables seem to be those of a source that was imported under another name: its folder may have
    been renamed, and everything would be there twice."""
    rows = list(_rows(tables))
    for name, source in manifest.sources.items():
        if not name:  # what an earlier version left is the next one's
            return
        same = sum(ref in source.pages and _is_called(source.pages[ref], row.name) for ref, row in rows)
        known = sum(ref.startswith(("title:", "entity:")) for ref in source.pages)
        if same and same >= _NEARLY * min(len(rows), known) and same >= _MOST * max(len(rows), known):
            message = f'{same} of {len(rows)} ids and names are those of the source "{name}": nothing was written'
            hint = f'import these tables with --as "{name}" if they are its next version; if not, with another name'
            yield Problem(SAME, 0, 0, "source-unclear", message, hint)
            return


def other_source(tables: Tables, manifest: Manifest, name: str) -> Iterator[Problem]:
    """A problem where nothing of what the source `name` of the `manifest` had is in these `tables`, not even as the
    name of an episode: they are perhaps of another source, in a folder of the same name, and its pages would be
    removed."""
    refs = [ref for ref in manifest.sources[name].pages if ref.startswith(("title:", "entity:"))]
    known = {ref for ref, _ in _rows(tables)}
    known |= {f"title:{exact(it.name)}" for it in tables.installments.values()}
    if len(refs) >= _FEW and known.isdisjoint(refs):
        message = f'nothing of what the source "{name}" had is in these tables: nothing was written'
        hint = f'import them with --as and another name; or with --as "{name}", if its pages are to be removed'
        yield Problem(SAME, 0, 0, "source-unclear", message, hint)


def _rows(tables: Tables) -> Iterator[tuple[str, TitleRecord | EntityRecord]]:
    yield from ((f"title:{it.id}", it) for it in tables.titles.values())
    yield from ((f"entity:{it.id}", it) for it in tables.entities.values())


def _is_called(path: str, name: str) -> bool:
    key, base = stem(path), key_part(name)
    return bool(base) and (key == base or key.startswith(f"{base} ("))
