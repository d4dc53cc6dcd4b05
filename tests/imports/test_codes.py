"""docs/import.md explains every code that an import can report."""

import ast
import re
from pathlib import Path

import intertwine.imports

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
PAGE = Path(__file__).parents[2] / "docs" / "import.md"
NO_CODES = {"utf-8", "utf-16-le"}


def codes() -> set[str]:
    """Every argument of a call in the importers that has the shape of a code. `unformatted` never leaves them."""
    found = {"unstamped", "edited"}
    for file in Path(intertwine.imports.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                texts = [it.value for it in node.args if isinstance(it, ast.Constant) and isinstance(it.value, str)]
                found |= {text for text in texts if CODE.fullmatch(text)}
    return found - NO_CODES


def test_every_code_of_an_import_is_explained() -> None:
    assert len(codes()) > 20
    explained = set(re.findall(r"`([a-z0-9-]+)`", PAGE.read_text("utf-8").partition("\n## Bad rows\n")[2]))
    assert codes() - explained == set()
