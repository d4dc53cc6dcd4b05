"""What same.csv says: which rows stand for the same as pages of others, and share those."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from intertwine.imports.columns import SAME
from intertwine.imports.found_pages import FoundPage
from intertwine.imports.manifest import Manifest
from intertwine.imports.pages.page_text import folded, stem
from intertwine.imports.records import EntityRecord, Position, SameRecord, Tables, TitleRecord
from intertwine.imports.sheets.row import BadRowError
from intertwine.model.extent import spelled
from intertwine.model.names import Names
from intertwine.model.numbers import is_between, place_order
from intertwine.model.problem import Problem
from intertwine.model.record import record
from intertwine.model.spellings import close_matches
from intertwine.model.words import exact, fold


@record
class SharedPage:
    """A row that has no page of its own: the `id` and `name` of an entity or a title of this `kind`, and the path of
    the `page` of somebody else that stands for it."""

    id: str
    kind: str
    name: str
    page: str


@dataclass(slots=True)
class Sharing:
    """What rows share. `pages` are by what they stand for ("entity:jon"); `apart` are those of which same.csv says that
    no page stands for them; `problems` are with its rows."""

    pages: dict[str, FoundPage] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def record_of(ref: str, tables: Tables) -> EntityRecord | TitleRecord:
    """The row that `ref` ("entity:jon") stands for."""
    table, _, id_ = ref.partition(":")
    return tables.titles[id_] if table == "title" else tables.entities[id_]


def share(tables: Tables, pages: Iterable[FoundPage], manifest: Manifest, namespace: str) -> Sharing:
    """Follow the rows of same.csv in the `tables` of the source `namespace`: `pages` are those of others, and the
    `manifest` says of which sources. A row that cannot be followed is a problem, and what it speaks of gets a page of
    its own."""
    sharing = Sharing()
    if not tables.same:
        return sharing
    finder, first = _Finder(tables, [it for it in pages if it.is_of_something], manifest, namespace), dict[str, int]()
    for row in tables.same:
        if not row.page:
            sharing.apart |= set(row.refs)
            continue
        try:
            ref, page = finder.found(row)
        except BadRowError as bad:
            sharing.problems.append(bad.problem(SAME, row.line))
            continue
        if first.setdefault(page.path, row.line) != row.line:
            message = f'"{page.path}" is the same as the id of line {first[page.path]} already'
            hint = "give both rows of these tables one id, or keep one of them"
            sharing.problems.append(Problem(SAME, row.line, 1, "same-unusable", message, hint))
            continue
        sharing.pages[ref] = page
    return sharing


class _Finder:
    """Finds the pages that rows speak of."""

    def __init__(self, tables: Tables, pages: list[FoundPage], manifest: Manifest, namespace: str) -> None:
        self.tables, self.manifest, self.namespace = tables, manifest, namespace
        self.by_path = {page.path: page for page in pages}
        self.by_key = {folded(page.key): page for page in pages}
        self.names = Names((name, page.path) for page in pages for name in page.names)
        self.own = {folded(stem(path)) for path in manifest.sources[namespace].pages.values()}

    def found(self, row: SameRecord) -> tuple[str, FoundPage]:
        """What the row stands for, and the page that does too. Raises BadRowError where that is not one page of its
        kind."""
        pages = self._called(row)
        fits = [(ref, page) for ref in row.refs for page in pages if record_of(ref, self.tables).kind in page.kinds]
        if len(fits) == 1:
            self._require_stamp_of_name(*fits[0])
            return fits[0]
        if fits:
            refs = {ref for ref, _ in fits}
            message = f'"{row.page}" can be any of {", ".join(sorted(page.path for _, page in fits))}'
            if len(refs) > 1:
                raise BadRowError("same-unusable", f'"{row.id}" is both a title and an entity', "give each its own id")
            raise BadRowError("same-unusable", message, "write the page's key: its file name without .md")
        kind = " or ".join(record_of(ref, self.tables).kind for ref in row.refs)
        page = pages[0]
        message = f'"{row.id}" is a {kind}, and "{page.path}" is a page of a {" or ".join(sorted(page.kinds))}'
        raise BadRowError("same-unusable", message, "only what is of one kind can be the same: correct the kind")

    def _called(self, row: SameRecord) -> list[FoundPage]:
        if (path := self._of_source(row)) is not None:
            return [self._page_at(path, row)]
        key = folded(row.page)
        if key in self.by_key:
            return [self.by_key[key]]
        if paths := self.names.called(row.page):
            return [self.by_path[path] for path in paths]
        if key in self.own:
            raise self._is_own(row)
        known = [*(page.key for page in self.by_path.values()), *(n for it in self.by_path.values() for n in it.names)]
        near = close_matches(row.page, dict.fromkeys(known), n=1)
        hint = "write the key or the name of a page of this folder, or SOURCE:ID"
        hint = f'did you mean "{near[0]}"? {hint}' if near else hint
        raise BadRowError("id-unknown", f'no page of another source or of your own is called "{row.page}"', hint)

    def _of_source(self, row: SameRecord) -> str | None:
        """The path of the page that `SOURCE:ID` stands for; None where nothing is written so."""
        name, colon, id_ = row.page.partition(":")
        name, id_ = self.manifest.name_of(name.strip()), exact(id_)
        source = self.manifest.sources.get(name)
        if not colon or source is None:
            return None
        if name == self.namespace:
            raise self._is_own(row)
        # What the other source shares itself is that page: two sources may say of each other's rows that they are one.
        refs = [f"{ref.partition(':')[0]}:{id_}" for ref in row.refs]
        found = next((known[ref] for ref in refs for known in (source.shared, source.pages) if ref in known), None)
        if found is None:
            ids = [ref.partition(":")[2] for ref in (*source.pages, *source.shared)]
            near = close_matches(id_, ids, n=1)
            hint = f'did you mean "{name}:{near[0]}"?' if near else f'import "{name}" first'
            raise BadRowError("id-unknown", f'"{id_}" has no page in the source "{name}"', hint)
        return found

    def _page_at(self, path: str, row: SameRecord) -> FoundPage:
        key = folded(stem(path))
        if key in self.by_key:
            return self.by_key[key]
        if key in self.own:
            raise self._is_own(row)
        message = f'the page "{path}" of "{row.page}" is not there'
        raise BadRowError("id-unknown", message, "import that source again, or write the key of another page")

    def _is_own(self, row: SameRecord) -> BadRowError:
        message = f'"{row.page}" is a page of this source itself, so that "{row.id}" would be the same as itself'
        return BadRowError("same-unusable", message, "name a page of another source or of your own, or remove this row")

    def _require_stamp_of_name(self, ref: str, page: FoundPage) -> None:
        """Raises BadRowError where the row says when its name is known, and the page does not."""
        record = record_of(ref, self.tables)
        revealed = record.revealed if isinstance(record, EntityRecord) else ()
        stamped = {fold(name) for name in page.stamped}
        if revealed and (Position("public"),) not in revealed and fold(record.name) not in stamped:
            message = f'the name "{record.name}" is revealed later, but "{page.path}" does not say when'
            hint = 'write it there below names:, with its revealed:; or empty "revealed" here'
            raise BadRowError("same-unusable", message, hint)


def shared_pages(sharing: Sharing, tables: Tables) -> Iterator[SharedPage]:
    """What is shared, in the order of same.csv."""
    for ref, page in sharing.pages.items():
        record = record_of(ref, tables)
        yield SharedPage(record.id, record.kind, record.name, page.path)


def unlisted(tables: Tables, title: str, listed: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """The installments that the `tables` know of `title`, and a page that has those `listed` does not, ascending."""
    if not tables.titles[title].lists:
        return []
    known, lengths = set[tuple[int, int]](), tables.lengths
    for season, rows in tables.seasons.get(title, {}).items():
        numbers = {n for it in rows for n in it.numbers} | lengths.numbers.get((title, season), set())
        length = max(lengths.said.get((title, season), ()), default=0)
        if length > max((n for n in numbers if not is_between(n)), default=0):  # else they run on from season to season
            numbers.add(length)  # a season may have more installments than rows
        known |= {(season, number) for number in numbers}
    return sorted(known.difference(listed), key=place_order)


def waits(title: str, missing: Iterable[tuple[int, int]], key: str) -> Mapping[str, str]:
    """What a stamp of the whole of `title`, or of one of its seasons, must say as well where its page, `key`, does not
    list the installments that are `missing`: the last of them. Without it, the stamp would be passed too early."""
    found = dict[str, str]()
    for season, number in sorted(missing, key=place_order):
        last = f"[[{key}]] {spelled((season, number))}"
        found[f"waits:{title}:{season}"] = found[f"waits:{title}"] = last
    return found
