"""The families of Dark (paulozip/dark_characters_network), as tables.

Read are the plain relations: parents and children, brothers and sisters, husbands and wives, whatever their case. A
cell can hold several ("husband/great-grandson"): each that is plain counts. In-laws, cousins, half-siblings, what is
adoptive, and cells with the name of a world glued on are left out. The source says nothing of when anything is told,
so all of it is revealed with the whole series. Charlotte and Elisabeth Doppler are each other's mother: the source
says so, and so does the series.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.convert.common import DataMissingError, main, write_table

SERIES = "dark"
RELATIONS = {
    "father": "is the father of",
    "mother": "is the mother of",
    "son": "is the son of",
    "daughter": "is the daughter of",
    "brother": "is the brother of",
    "sister": "is the sister of",
    "husband": "is the husband of",
    "wife": "is the wife of",
    "grandfather": "is the grandfather of",
    "grandmother": "is the grandmother of",
}
"""The verb of each plain relation: the relative is the character's father, and so on."""


def convert(source: Path, out: Path) -> dict[str, int]:
    """Write the tables; how many rows each has."""
    people: dict[str, None] = {}
    facts = dict.fromkeys(_facts(source))
    for subject, _, thing, _ in facts:
        people |= {subject: None, thing: None}
    write_table(out, "titles.csv", ("id", "name", "kind"), [(SERIES, "Dark", "film")])
    write_table(out, "installments.csv", ("id", "title"), [("whole", SERIES)])
    write_table(out, "entities.csv", ("id", "kind", "name"), [(name, "character", name) for name in people])
    write_table(out, "facts.csv", ("subject", "verb", "object", "revealed"), facts)
    return {"entities": len(people), "facts": len(facts)}


def _facts(source: Path) -> Iterator[tuple[str, ...]]:
    folder = next((it for it in (source / "dark-family", source) if it.is_dir()), source)
    path = folder / "characters_relationship.csv"
    if not path.is_file():
        raise DataMissingError(f"there is no {path.name} in {source}: give the folder that holds dark-family/")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for relation in row["relationship"].lower().split("/"):
                if relation.strip() in RELATIONS and row["character"] != row["relative"]:
                    yield row["relative"], RELATIONS[relation.strip()], row["character"], "whole"


if __name__ == "__main__":
    sys.exit(main(convert, sys.argv[1:]))
