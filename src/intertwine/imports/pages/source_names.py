"""What the pages, facts and titles of a source are called beside those of the sources that came before it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field

from intertwine.imports.pages.page_text import block_id, page_id, stem
from intertwine.imports.records import Tables
from intertwine.model.record import record


@record
class SourceNames:
    """`namespace` is the name of the source. `prefix` stands before its ids in the text of pages, so that they are not
    those of another source ("": it is the first one). `shared` maps what has a page of somebody else ("title:got") to
    its path. `taken` are the keys of the pages of other sources, case-folded; `waits` says what stamps say as well:
    see `same.waits`."""

    namespace: str = ""
    prefix: str = ""
    shared: Mapping[str, str] = field(default_factory=dict)
    taken: AbstractSet[str] = frozenset()
    waits: Mapping[str, str] = field(default_factory=dict)

    def marks(self, id_: str, *, is_taken: bool) -> tuple[str, ...]:
        """What may stand behind the name of the row `id_` in a key, to tell it from others; `is_taken` is True where
        its name is the key of a page that is not of this source."""
        if self.prefix and is_taken:
            return self.namespace, f"{self.namespace} {id_}"
        return (id_,)

    def page_id(self, title: str) -> str:
        """The id that the page of `title` says."""
        return page_id(f"{self.prefix}.{title}" if self.prefix else title)

    def keys(self, tables: Tables) -> dict[str, str]:
        """What `PageKeys` hold that is not of a page of this source."""
        keys = {ref: stem(path) for ref, path in self.shared.items()} | dict(self.waits)
        if self.prefix:
            ids = (it.id for rows in (tables.scenes, tables.facts) for it in rows if it.id)
            keys |= {f"fact:{id_}": block_id(f"{self.prefix}-{id_}") for id_ in ids}
        return keys


ALONE = SourceNames()
"""Those of a source that has the folder for itself."""
