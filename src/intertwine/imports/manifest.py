"""What imports remember of a universe folder, in its `.intertwine-import.json`: which page each id became, for each
source of tables by itself, and the hash of what was last written there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from intertwine.imports.pages.page_text import folded, key_part
from intertwine.model.problem import Problem

MANIFEST = ".intertwine-import.json"
_PARTS = ("pages", "written", "pending", "shared")
_NOBODY = ""
"""The name of the source of a manifest of format 1: that of the next import."""


@dataclass(slots=True)
class SourcePages:
    """What is known of the pages of one source. `pages` maps what an id stands for ("entity:jon") to its page's path;
    `written` and `pending` map paths to hashes; `shared` maps what an id stands for to the path of somebody else's page
    that stands for the same."""

    pages: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    pending: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def follow(self, paths: Mapping[str, str]) -> None:
        """Take `paths` for the pages; what is known of a page goes with it to where a keeper moved it."""
        for ref, path in paths.items():
            before = self.pages.get(ref, path)
            for hashes in (self.written, self.pending):
                if before != path and before in hashes:
                    hashes[path] = hashes.pop(before)
        self.pages |= paths


@dataclass(slots=True)
class Manifest:
    """The `sources` by their names, in the order in which they first came."""

    sources: dict[str, SourcePages] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The name of the source that came first ("": none did)."""
        return next(iter(self.sources), "")

    def name_of(self, namespace: str) -> str:
        """`namespace` as the source was called before: case does not matter."""
        return next((name for name in self.sources if folded(name) == folded(namespace)), namespace)

    def source(self, namespace: str) -> SourcePages:
        """What is known of the source `namespace`. After it the manifest has one. What an earlier version of Intertwine
        left belongs to the source that comes next."""
        if _NOBODY in self.sources:
            self.sources = {namespace: self.sources[_NOBODY]}
        return self.sources.setdefault(namespace, SourcePages())

    def earlier(self, namespace: str) -> dict[str, SourcePages]:
        """The sources that came before `namespace`."""
        names = list(self.sources)
        return {name: self.sources[name] for name in names[: names.index(namespace)]}

    def others(self, namespace: str) -> dict[str, SourcePages]:
        """The sources that are not `namespace`."""
        return {name: it for name, it in self.sources.items() if name != namespace}

    def text(self) -> str:
        """The same manifest is always the same text."""
        kept = [it.name for it in fields(SourcePages)]
        sources = {name: {part: getattr(it, part) for part in kept} for name, it in self.sources.items()}
        parts = {"format": 2, "order": list(self.sources), "sources": sources}
        return _json(parts) + "\n"


def _json(value: object, depth: int = 1) -> str:
    """What `json.dumps` with `indent=1` and `sort_keys` writes for a `value` at this `depth`, in a fifth of its time:
    for dictionaries and lists in each other, and texts and numbers."""
    line = "\n" + depth * " "
    if isinstance(value, dict) and any(isinstance(it, dict | list) for it in value.values()):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_json(value[key], depth + 1)}" for key in sorted(value)]
        return f"{{{line}{f',{line}'.join(parts)}{line[:-1]}}}"
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(f",{line}", ": "))
    is_flat = not value or not isinstance(value, dict | list)
    return text if is_flat else f"{text[0]}{line}{text[1:-1]}{line[:-1]}{text[-1]}"


def load_manifest(folder: Path) -> tuple[Manifest, list[Problem]]:
    """What the last import left. One that cannot be read counts as none: pages that differ are then clashes."""
    try:
        raw = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest(), []
    except (OSError, ValueError, RecursionError) as error:
        return Manifest(), [_unreadable(str(error))]
    sources = _sources(raw) if isinstance(raw, dict) else None
    if sources is None:
        return Manifest(), [_unreadable("it is not in the format of this version")]
    claimed = set[str]()
    for it in sources.values():
        # A folder may come from anywhere: a path that leads out of it is not a path of ours, nor is another source's.
        it.pages = {name: path for name, path in it.pages.items() if is_ours(path) and folded(path) not in claimed}
        it.shared = {name: path for name, path in it.shared.items() if is_ours(path)}
        claimed |= {folded(path) for path in it.pages.values()}
    return Manifest(sources), []


def _sources(raw: dict[str, object]) -> dict[str, SourcePages] | None:
    """The sources that the manifest `raw` lists; None where it does not have the form of one."""
    if raw.get("format") == 1:
        found = _source({"shared": {}, **raw})
        return None if found is None else {_NOBODY: found}
    order, listed = raw.get("order"), raw.get("sources")
    if not isinstance(order, list) or not isinstance(listed, dict) or sorted(map(str, order)) != sorted(listed):
        return None
    sources = {name: _source(listed[name]) for name in order if isinstance(name, str) and namespace_key(name) == name}
    found_all = {name: it for name, it in sources.items() if it is not None}
    return found_all if len(found_all) == len(order) else None


def _source(raw: object) -> SourcePages | None:
    tables = [raw.get(name) for name in _PARTS] if isinstance(raw, dict) else []
    dicts = [table for table in tables if isinstance(table, dict)]
    if len(dicts) < len(_PARTS) or not all(isinstance(value, str) for table in dicts for value in table.values()):
        return None
    return SourcePages(*dicts)


def namespace_key(text: str) -> str:
    """`text` as the name of a source: what of it can stand in a file name, without parentheses; "" where nothing
    can."""
    return key_part(text.replace("(", " ").replace(")", " "))


def default_namespace(source: Path) -> str:
    """The name of the source at `source` where nobody gives it one: that of its folder or file."""
    whole = source.resolve()
    return namespace_key(whole.name if whole.is_dir() else whole.stem) or "tables"


def _unreadable(why: str) -> Problem:
    hint = "pages that differ are left alone; remove them, and they are written again"
    return Problem(MANIFEST, 0, 0, "manifest-unreadable", f"cannot be read: {why}", hint, "warning")


def is_ours(path: str) -> bool:
    """Whether `path` can be that of a page of a folder: it leads out of none, and its name is a key."""
    stem = path.rpartition("/")[2].removesuffix(".md")
    astray = path.startswith(("/", ".")) or "/." in path or "\\" in path or ":" in path
    return not astray and path.endswith(".md") and key_part(stem) == stem
