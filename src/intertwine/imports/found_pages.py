"""The pages that a universe folder has and that are not of the source being imported: what they are of."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from intertwine.imports.pages.page_text import folded, stem
from intertwine.ledger.read.files import LARGEST_FILE
from intertwine.ledger.read.listing import read_listing
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.front_matter import front_matter_end, parse_front_matter
from intertwine.ledger.read.markdown.lines import read
from intertwine.ledger.read.page import parse_page
from intertwine.model.kinds import OTHER_PAGES
from intertwine.model.record import record
from intertwine.model.verb import Vocabulary


@record
class FoundPage:
    """A page at `path` of the `kinds` that it may be of (one, where they are not stamped), with all its `names`;
    those of them that have stamps of their own are `stamped`. `of` is the title's key where it is a season's page."""

    path: str
    kinds: frozenset[str]
    names: tuple[str, ...]
    stamped: tuple[str, ...]
    of: str

    @property
    def key(self) -> str:
        """What links to it say."""
        return stem(self.path)

    @property
    def is_of_something(self) -> bool:
        """Whether it is of a title or of an entity."""
        return self.kinds.isdisjoint(OTHER_PAGES)


@record
class FolderPages:
    """The pages of a universe folder, read as they are asked for. `paths` are those of all pages by their keys,
    case-folded; `vocabulary` is that of the universe."""

    folder: Path
    paths: Mapping[str, str]
    vocabulary: Vocabulary

    def now(self, path: str) -> str:
        """Where the page that was at `path` is now: a keeper may have moved it."""
        return self.paths.get(folded(stem(path)), path)

    def find(self, without: AbstractSet[str]) -> tuple[FoundPage, ...]:
        """What the pages are of, those with the keys `without` left out, and those that cannot be read or say no
        kind."""
        paths = (path for key, path in self.paths.items() if key not in without)
        pages = (_found(path, _text(self.folder / path), self.vocabulary) for path in paths)
        return tuple(page for page in pages if page is not None)

    def listed_places(self, title: FoundPage, pages: Iterable[FoundPage]) -> frozenset[tuple[int, int]]:
        """Season and number of every installment that the page of `title`, and those of its seasons among `pages`,
        list."""
        key = folded(title.key)
        paths = [title.path, *(page.path for page in pages if page.of and folded(page.of) == key)]
        whole = (parse_page(path, _text(self.folder / path), self.vocabulary)[0] for path in paths)
        return frozenset((it.season, it.number) for page in whole for it in page.installments)


def _found(path: str, text: str, vocabulary: Vocabulary) -> FoundPage | None:
    lines = list(read(_head(text)).lines)
    end, diagnostics = front_matter_end(lines), Diagnostics(path)
    if end <= 0:
        return None
    node = parse_front_matter(lines[1 : end - 1], diagnostics)
    listing = read_listing(stem(path), node, vocabulary, diagnostics)
    if not listing.kind:
        return None
    is_kind, is_name = vocabulary.listing("kind"), {vocabulary.listing("name"), vocabulary.listing("title name")}
    kinds = frozenset(it.text for it in listing.statements if it.verb == is_kind) | {listing.kind}
    stamped = tuple(it.text for it in listing.statements if it.verb in is_name)
    names = tuple(dict.fromkeys(filter(None, (listing.name, *stamped))))
    return FoundPage(path, kinds, names, stamped, listing.of)


def _head(text: str) -> str:
    """The front matter of a page, and more: no page is read to its end for it."""
    at = text.find("\n---", 4)
    return text if at < 0 else text[: at + 200]


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return ""
