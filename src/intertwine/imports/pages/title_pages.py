"""Tables as the pages of a universe folder: which pages there are, under which keys, and their text."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping

from intertwine.imports.pages.order_pages import order_page
from intertwine.imports.pages.page_lines import PageKeys, Placed, home, place_lines
from intertwine.imports.pages.page_text import (
    episode_heading,
    folded,
    free_key,
    key_part,
    position_text,
    scalar,
    section,
    stamp,
    stem,
)
from intertwine.imports.pages.sentence_lines import place_sentences, sections
from intertwine.imports.pages.shared_pages import shared_title
from intertwine.imports.pages.source_names import ALONE, SourceNames
from intertwine.imports.records import EntityRecord, Position, Tables, TitleRecord
from intertwine.model.numbers import order_of
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary

FOLDERS = {"character": "people", "person": "people"}
"""Kinds whose folder is not their plural."""
IMPORTED = "imported"
"""The folder of pages for what is said of titles whose page is somebody else's."""

_BIG = 500  # scenes and facts of a series above which it is split a file a season


def page_paths(
    tables: Tables,
    known: Mapping[str, str],
    existing: Mapping[str, str],
    *,
    first: bool,
    source: SourceNames = ALONE,
) -> dict[str, str]:
    """The path of every page of `tables`, by what it is of ("entity:jon", "title:got", "season:got:1").

    Those that are `known` (paths by what they are of) keep their page, even where a keeper moved it (`existing`:
    case-folded keys to paths); new ones get a key that is free. Where it is the `first` import, as far as one can tell,
    a page that stands in the very folder in which one would be made is taken for that one. `source` says what the
    pages of another one than the first are called, and what it shares: that has no page of its own, but a title has one
    for what is said in it ("shared:title:got").
    """
    wanted: dict[str, tuple[str, str, str]] = {}
    for entity in tables.entities.values():
        folder = FOLDERS.get(entity.kind, f"{entity.kind}s")
        wanted[f"entity:{entity.id}"] = entity.name, entity.id, folder
    for title in tables.titles.values():
        wanted[f"title:{title.id}"] = title.name, title.id, "titles"
    for order in tables.orders:
        wanted[f"order:{order}"] = order, "order", "orders"
    for ref in source.shared:
        name, id_, _ = wanted.pop(ref)
        if ref.startswith("title:"):
            wanted[f"shared:{ref}"] = f"{source.namespace} {name}", id_, IMPORTED
    paths: dict[str, str] = {}
    taken = dict.fromkeys(("universe", "readme", *source.taken), "")
    for ref in known:
        key = folded(stem(known[ref]))
        if key not in taken:
            paths[ref] = taken[key] = existing.get(key, known[ref])
    foreign = dict[str, set[str]]()  # by folder, and only where something is new

    def place(ref: str, name: str, id_: str, folder: str) -> None:
        if ref not in paths:
            if folder not in foreign:
                its = (key for key, path in existing.items() if not (first and path.startswith(f"{folder}/")))
                foreign[folder] = {*its, *source.taken}
            others = foreign[folder]
            key = free_key(name, source.marks(id_, is_taken=folded(key_part(name)) in others), taken, others)
            paths[ref] = taken[folded(key)] = existing.get(folded(key), f"{folder}/{key}.md")

    for ref, (name, id_, folder) in wanted.items():
        place(ref, name, id_, folder)
    for title_id, season in _split(tables, known, source.shared):
        name = f"{stem(paths[f'title:{title_id}'])} S{season}"
        place(f"season:{title_id}:{season}", name, f"{title_id} S{season}", "titles")
    return paths


def _split(tables: Tables, known: Mapping[str, str], shared: Container[str]) -> Iterator[tuple[str, int]]:
    size = Counter(tables.installments[scene.installment].title for scene in tables.scenes)
    size.update(home(fact.revealed).title for fact in tables.facts)
    for title in tables.titles.values():
        seasons = tables.seasons.get(title.id, {}) if title.lists and f"title:{title.id}" not in shared else {}
        # What was split once stays so: its seasons' pages would be left behind, and say everything twice.
        before = any(f"season:{title.id}:{season}" in known for season in seasons)
        if before or (len(seasons) > 1 and size[title.id] > _BIG):
            yield from ((title.id, season) for season in sorted(seasons))


def page_texts(
    tables: Tables, paths: Mapping[str, str], vocabulary: Vocabulary, source: SourceNames = ALONE
) -> dict[str, str]:
    """Path to text of every page of `tables`, as `fmt` would write it. `paths` holds the path of each by what it is of,
    as `page_paths` gives it; `vocabulary` has the wording of a scene; `source` says what is shared. A page for what is
    said of a shared title is left out where nothing is."""
    keys = {ref: stem(path) for ref, path in paths.items()} | source.keys(tables)
    placed = place_lines(tables, keys, vocabulary, source.shared)
    apart = place_sentences(tables, placed, keys, source.shared)
    pages: dict[str, list[str]] = {}
    for title in tables.titles.values():
        ref = f"title:{title.id}"
        if ref in source.shared:
            pages |= shared_title(title, keys, placed, sections(apart.get(ref)))
        else:
            pages |= _title(title, source.page_id(title.id), tables, keys, placed)
            pages[ref] += sections(apart.get(ref), "## Facts")
    for entity in tables.entities.values():
        ref = f"entity:{entity.id}"
        if ref not in source.shared:
            public = section("### Public", placed.public.get(ref))
            pages[ref] = [_entity_listing(entity, keys), f"# {keys[ref]}", *public, *sections(apart.get(ref))]
    for name, places in tables.orders.items():
        ref = f"order:{name}"
        pages[ref] = order_page(name, keys[ref], places, keys)
    return {paths[ref]: "\n\n".join(parts) + "\n" for ref, parts in pages.items()}


def _entity_listing(entity: EntityRecord, keys: PageKeys) -> str:
    lines = ["---", f"kind: {entity.kind}"]
    if entity.revealed or entity.others:
        revealed = scalar(stamp(entity.revealed, keys)) if entity.revealed else "linked"
        names = (entity.name, *entity.others)
        lines += ["names:", *(f"  - {{name: {scalar(name)}, revealed: {revealed}}}" for name in names)]
    else:
        lines.append(f"name: {scalar(entity.name)}")
    return "\n".join([*lines, "---"])


def _title(title: TitleRecord, id_: str, tables: Tables, keys: PageKeys, placed: Placed) -> dict[str, list[str]]:
    ref, seasons = f"title:{title.id}", tables.seasons.get(title.id, {})
    listing = ["---", f"kind: {title.kind}", f"id: {scalar(id_)}", f"name: {scalar(title.name)}"]
    if title.year:
        listing.append(f"year: {title.year:04}")
    whole = list(placed.titles.get(title.id, []))
    if not title.lists:
        whole += placed.installments.get((title.id, NONE, 0), [])
        for only in seasons.get(NONE, []):
            listing += [f"released: {only.date}"] if only.date else []
            listing += [f"{title.of.counted_in}: {only.minutes}"] if only.minutes else []
        seasons = {}
    page = ["\n".join([*listing, "---"]), f"# {keys[ref]}"]
    page += section("### Public", placed.public.get(ref)) + section("### Whole title", whole)
    pages = {ref: page}
    lengths = tables.episodes_of(title.id) if seasons else {}
    for number in sorted(seasons):
        body = _season((title, number), lengths[number], tables, keys, placed)
        own = f"season:{title.id}:{number}"
        if own in keys:
            pages[own] = [f"---\nkind: season\nof: {scalar(keys[ref])}\n---", f"# {keys[own]}", *body]
        else:
            page += body
    return pages


def _season(
    season: tuple[TitleRecord, int], episodes: int, tables: Tables, keys: PageKeys, placed: Placed
) -> list[str]:
    of, number = season
    title, part, own = of.id, of.of.part, of.of.installment
    listed = sorted(tables.seasons[title][number], key=lambda episode: order_of(episode.number))
    dates = {episode.date for episode in listed}
    date = dates.pop() if len(dates) == 1 else ""
    if not dates.difference([""]):  # else an episode without a date would come out with its season
        date = date or tables.lengths.dates.get((title, number), "")
    told = ", ".join(filter(None, (date, f"{episodes} {own}{'s'[: episodes != 1]}" if episodes else "")))
    parts = [f"## {part.capitalize()} {number} ({told})" if told else f"## {part.capitalize()} {number}"]
    parts += section(f"### Whole {part}", placed.seasons.get((title, number)))
    for episode in listed:
        parts.append(episode_heading(episode, of.of, dated=bool(date)))
        parts += ["\n".join(lines)] if (lines := placed.installments.get((title, number, episode.number))) else []
        for earlier in episode.numbers[:-1]:  # what is told at the end of one that is not the last of its file
            own = position_text(Position("installment", title, number, earlier), keys)
            parts += section(f"### {own}", placed.installments.get((title, number, earlier)))
    return parts
