"""The tables and their columns. docs/import.md lists them."""

TITLES, INSTALLMENTS, SEASONS = "titles.csv", "installments.csv", "seasons.csv"
ENTITIES, SCENES, FACTS = "entities.csv", "scenes.csv", "facts.csv"
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    TITLES: (("id", "name", "kind"), ("year",)),
    INSTALLMENTS: (("id", "title"), ("season", "number", "name", "date", "minutes", "episodes")),
    SEASONS: (("title", "season", "episodes"), ("date",)),
    ENTITIES: (("id", "kind", "name"), ("revealed",)),
    SCENES: (("installment",), ("start", "end", "place", "people", "story_order", "true", "own")),
    FACTS: (
        ("subject", "verb", "revealed"),
        ("id", "object", "place", "recipient", "text", "true_from", "true_until", "true", "own", "source"),
    ),
}
"""Each table's required and optional columns."""
