"""The tables and their columns, and what else people call them. docs/import.md lists them.

Names of tables and columns are compared by `column_key`: in any case, with blanks, hyphens and underscores alike.
"""

from intertwine.imports.qualifier_columns import QUALIFIER_NAMES
from intertwine.model.place_words import NUMBERINGS
from intertwine.model.words import letters

TITLES, INSTALLMENTS, SEASONS = "titles.csv", "installments.csv", "seasons.csv"
ENTITIES, SCENES, FACTS = "entities.csv", "scenes.csv", "facts.csv"
SENTENCES, ORDERS, SAME = "sentences.csv", "orders.csv", "same.csv"
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    TITLES: (("name", "kind"), ("id", "year")),
    INSTALLMENTS: (("title",), ("id", "season", "number", "name", "date", "minutes", "episodes", "kind")),
    SEASONS: (("title", "season", "episodes"), ("date",)),
    ENTITIES: (("kind", "name"), ("id", "revealed", "also_called")),
    SCENES: (
        (),
        ("id", "installment", "title", "season", "number", "start", "end", "place", "people", *QUALIFIER_NAMES),
    ),
    FACTS: (
        ("subject", "verb", "revealed"),
        ("id", "object", "place", "recipient", "text", "true_from", "true_until", "source", *QUALIFIER_NAMES),
    ),
    SAME: (("id", "same_as"), ("kind", "name", "perhaps")),
    SENTENCES: (("sentence", "revealed"), ("id", "needs", "also_known", "frame", "source")),
    ORDERS: (("order",), ("title", "installment")),
}
"""Each table's required and optional columns. What a vocabulary adds is in `further_columns`."""
WIDE = "wide.csv"
"""No table, but a sheet of episodes and scenes in one: it has the columns of installments, and those of scenes that
mean nothing else there."""
_EPISODES = frozenset(["installment", "id", *COLUMNS[INSTALLMENTS][0], *COLUMNS[INSTALLMENTS][1]])
SCENE = "scene"
"""A column of such a sheet that only says that each of its rows is a scene."""
WIDE_COLUMNS = (
    (),
    (
        *COLUMNS[INSTALLMENTS][0],
        *COLUMNS[INSTALLMENTS][1][1:],
        *(name for name in COLUMNS[SCENES][1] if name not in _EPISODES),
        SCENE,
    ),
)
VERB_PREFIX = "verb "
"""Begins the names of those columns of scenes that are called after a form of a verb."""
NOTE_PREFIX, LINK_PREFIX, CAST_PREFIX = "note ", "link ", "cast "
"""Begin the names of those columns of installments that hold sentences, other installments and who appears."""
NOTES = frozenset([
    "notes", "note", "summary", "plot", "plot summary", "synopsis", "description", "what happens", "recap", "story",
    "what happens notes", "notes what happens", "summary notes", "plot notes", "big reveals", "big reveal",
    "revelations", "twists", "big twists", "key events", "main events", "major events", "events",
    "key moments", "big moments", "plot points", "key plot points",
])  # fmt: skip
"""Keys of columns of installments that hold sentences about them."""
LINKS = {
    **dict.fromkeys(("follows on from", "follows from", "sequel to", "continues from"), "picks up"),
    **dict.fromkeys(("requires", "needs first", "watch first", "see first", "depends"), "depends on"),
}
"""Columns of installments that are called otherwise than the form of a verb which speaks of two, and these forms."""
CASTS = frozenset(["appears", "appear", "appearances", "appearing", "also appears", "also appearing"])
"""Keys of columns of installments that say who appears, and not that they are together."""
ORDER_PREFIX = "order_"
"""Begins the names of those columns of installments that are viewing orders."""
NUMBERING_PREFIX = "numbering_"
"""Begins the names of those columns of installments that are other numberings: `numbering_absolute`."""
_NUMBERINGS = {word: name for word, name in NUMBERINGS.items() if len(word) > 2 or word == "#"}
_NUMBERINGS |= dict.fromkeys(("no overall", "overall no"), "overall")
_NUMBERINGS |= {f"{word} {what}": name for word, name in _NUMBERINGS.items() for what in ("number", "no", "episode")}
SPARE: dict[str, dict[str, str]] = {
    INSTALLMENTS: {key: f"{NUMBERING_PREFIX}{name}" for key, name in _NUMBERINGS.items()}
}
"""What further columns are, by their keys, where the names mean nothing else in their table."""

TABLE_SYNONYMS = {
    "episodes": INSTALLMENTS,
    "chapters": INSTALLMENTS,
    "issues": INSTALLMENTS,
    "people": ENTITIES,
    "characters": ENTITIES,
    "cast": ENTITIES,
}
"""Other names of tables, by their keys."""

DEFAULTS: dict[str, dict[str, str]] = {key: {"kind": "character"} for key in ("people", "characters", "cast")}
"""What the cells of a column hold where they are empty or the column is absent, by the key of the table's own name."""

_DATES = (
    "aired", "air date", "airdate", "original air date", "first aired", "released", "release date", "published", "air",
    "airs", "aired on", "date aired", "shown", "first shown", "date shown", "broadcast", "broadcast date", "premiered",
)  # fmt: skip
NUMBER_NAMES = (
    "number", "no in season", "episode number", "episode no", "ep number", "ep no", "episode", "ep", "eps", "chapter",
    "issue", "no", "nr", "num", "#",
)  # fmt: skip
"""Keys of columns that may hold the number of an episode, the likeliest first."""
_NAMES = (
    "episode title", "episode name", "chapter title", "ep title", "ep name", "title of episode", "name of episode",
)  # fmt: skip
_LENGTHS = ("runtime", "run time", "running time", "duration", "length")
_WORKS, _SEASONS = ("show", "book"), ("season number", "part", "volume")
_PLACES = ("location", "where")
_PEOPLE = (
    "characters", "cast", "who", "character", "whos in it", "who is in it", "in it", "people in it", "characters in it",
    "main characters", "who appears", "featuring",
)  # fmt: skip
VERB_SYNONYMS = {
    **dict.fromkeys(("deaths", "death", "who dies", "died", "deceased"), "dies"),
    **dict.fromkeys(("weddings", "marriages"), "marries"),
    **dict.fromkeys(
        (
            "gets together",
            "get together",
            "gets together with",
            "gets with",
            "get with",
            "couples",
            "new couples",
            "couple",
            "hooks up",
            "hook ups",
            "hookups",
            "romances",
            "dating",
            "who dates",
            "who gets together",
        ),
        "dates",
    ),
}
"""Columns of what happens that are called after a noun, by their keys."""

COLUMN_SYNONYMS: dict[str, dict[str, str]] = {
    TITLES: {"title": "name", "type": "kind", "release year": "year"},
    INSTALLMENTS: {
        **dict.fromkeys(_DATES, "date"),
        **dict.fromkeys(_LENGTHS, "minutes"),
        **dict.fromkeys(("episode", "ep", "episode number", "chapter", "issue", "no in season"), "number"),
        **dict.fromkeys(_SEASONS, "season"),
        **dict.fromkeys(_NAMES, "name"),
        **dict.fromkeys(_WORKS, "title"),
    },
    SEASONS: {
        **dict.fromkeys(_WORKS, "title"),
        **dict.fromkeys((*_SEASONS, "number"), "season"),
        **dict.fromkeys(("episode count", "number of episodes", "chapters", "issues"), "episodes"),
        **dict.fromkeys(_DATES, "date"),
    },
    ENTITIES: {
        **dict.fromkeys(("character", "full name"), "name"),
        **dict.fromkeys(("other names", "other name", "nickname", "nicknames", "short name"), "also_called"),
        "type": "kind",
    },
    SCENES: {
        **dict.fromkeys(("episode", "ep", "chapter", "issue"), "installment"),
        **dict.fromkeys(_WORKS, "title"),
        **dict.fromkeys(_SEASONS, "season"),
        **dict.fromkeys(_PLACES, "place"),
        **dict.fromkeys(_PEOPLE, "people"),
        "start time": "start",
        "end time": "end",
    },
    FACTS: {**dict.fromkeys(_PLACES, "place"), **dict.fromkeys(("who", "character"), "subject")},
}
"""Other names of columns, by their keys. None stands for `revealed`, nor can have been meant for it."""

COLUMN_SYNONYMS[WIDE] = {**COLUMN_SYNONYMS[SCENES], **COLUMN_SYNONYMS[INSTALLMENTS]}
COUNTED = {SCENES: ("installment", "number", frozenset(["title", "season"]))}
"""A synonym of the first column means the second where one of the third is there: an episode within a season."""
NAMED = dict.fromkeys((INSTALLMENTS, SCENES, WIDE), ("title", "name"))
"""Where two columns would be the first, and none the second, the listed name of the first means the second: "Show,
Season, Episode, Title"."""


def column_key(name: str) -> str:
    """`name` as names of columns, tables and sheets are compared. "" only for what is blank."""
    return letters(name) or " ".join(name.split()).casefold()


def table_of(name: str) -> str:
    """The table that a file or sheet of this `name` (without its ending) is, or ""."""
    key = column_key(name)
    return TABLE_SYNONYMS.get(key) or next((table for table in COLUMNS if table.removesuffix(".csv") == key), "")
