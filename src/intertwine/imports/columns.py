"""The tables and their columns. docs/import.md lists them."""

TITLES, INSTALLMENTS, SEASONS = "titles.csv", "installments.csv", "seasons.csv"
ENTITIES, SCENES, FACTS = "entities.csv", "scenes.csv", "facts.csv"
SAME = "same.csv"
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    TITLES: (("name", "kind"), ("id", "year")),
    INSTALLMENTS: (("title",), ("id", "season", "number", "name", "date", "minutes", "episodes", "kind")),
    SEASONS: (("title", "season", "episodes"), ("date",)),
    ENTITIES: (("kind", "name"), ("id", "revealed")),
    SCENES: (
        (),
        ("installment", "title", "season", "number", "start", "end", "place", "people", "story_order", "true", "own"),
    ),
    FACTS: (
        ("subject", "verb", "revealed"),
        ("id", "object", "place", "recipient", "text", "true_from", "true_until", "true", "own", "source"),
    ),
    SAME: (("id", "same_as"), ("kind", "name", "perhaps")),
}
"""Each table's required and optional columns."""
