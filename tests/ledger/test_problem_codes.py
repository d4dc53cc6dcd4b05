"""Every code that the ledger can report stands in docs/problems.md, and no other."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
NO_CODES = {"utf-8"}


def codes_in_source() -> set[str]:
    """Every string of the ledger's calls that has the shape of a code."""
    found = set()
    for file in (ROOT / "src" / "intertwine" / "ledger").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return {text for text in found if CODE.fullmatch(text)} | ({"unstamped"} & found)


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE))
    known = codes_in_source() - NO_CODES
    assert known - documented == set()
    assert documented - known == set()
