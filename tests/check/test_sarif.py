"""SARIF logs have the shape of the published schema.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intertwine.check import Checked, Checker
from intertwine.check.sarif import SCHEMA, sarif
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.model.problem import Problem

# What the schema says of the objects that we write: of each field its type, a named object or a list of them; "!"
# marks those that must be there. It allows no fields but its own, and so does this.
SHAPES: dict[str, dict[str, str]] = {
    "log": {"$schema": "uri", "version!": "version", "runs!": "[run]"},
    "run": {"tool!": "tool", "columnKind": "columnKind", "results": "[result]"},
    "tool": {"driver!": "toolComponent"},
    "toolComponent": {"name!": "text", "version": "text", "rules": "[reportingDescriptor]"},
    "reportingDescriptor": {
        "id!": "text", "shortDescription": "multiformatMessageString", "defaultConfiguration": "reportingConfiguration",
        "properties": "propertyBag",
    },
    "multiformatMessageString": {"text!": "text"},
    "reportingConfiguration": {"level": "level"},
    "propertyBag": {"tags": "[text]"},
    "result": {
        "ruleId": "text", "ruleIndex": "index", "level": "level", "message!": "message", "locations": "[location]",
        "partialFingerprints": "texts", "relatedLocations": "[location]", "fixes": "[fix]",
    },
    "message": {"text!": "text"},
    "location": {"physicalLocation": "physicalLocation", "message": "message"},
    "physicalLocation": {"artifactLocation!": "artifactLocation", "region": "region"},
    "artifactLocation": {"uri": "uri"},
    "region": {"startLine": "number", "startColumn": "number", "endLine": "number", "endColumn": "number"},
    "fix": {"description": "message", "artifactChanges!": "[artifactChange]"},
    "artifactChange": {"artifactLocation!": "artifactLocation", "replacements!": "[replacement]"},
    "replacement": {"deletedRegion!": "region", "insertedContent": "artifactContent"},
    "artifactContent": {"text": "text"},
}  # fmt: skip
NEVER_EMPTY = {"artifactChanges", "replacements"}
PLAIN: dict[str, Callable[[object], bool]] = {
    "text": lambda it: isinstance(it, str),
    "texts": lambda it: isinstance(it, dict) and all(isinstance(text, str) for text in it.values()),
    "uri": lambda it: isinstance(it, str) and re.fullmatch(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+", it) is not None,
    "version": lambda it: it == "2.1.0",
    "columnKind": lambda it: it in ("utf16CodeUnits", "unicodeCodePoints"),
    "level": lambda it: it in ("none", "note", "warning", "error"),
    "index": lambda it: isinstance(it, int) and it >= -1,
    "number": lambda it: isinstance(it, int) and it >= 1,
}


def faults(value: object, shape: str, path: str = "") -> list[str]:
    """Where a value is not what the schema asks for."""
    if shape in PLAIN:
        return [] if PLAIN[shape](value) else [path]
    if shape.startswith("["):
        if not isinstance(value, list) or (path.rpartition("/")[2] in NEVER_EMPTY and not value):
            return [path]
        return [it for n, item in enumerate(value) for it in faults(item, shape[1:-1], f"{path}/{n}")]
    if not isinstance(value, dict):
        return [path]
    fields = {name.rstrip("!"): inner for name, inner in SHAPES[shape].items()}
    missing = [f"{path}/{name[:-1]}" for name in SHAPES[shape] if name.endswith("!") and name[:-1] not in value]
    unknown = [f"{path}/{name}" for name in value if name not in fields]
    inside = [it for name in value if name in fields for it in faults(value[name], fields[name], f"{path}/{name}")]
    return [*missing, *unknown, *inside]


UNIVERSE = "---\nkind: universe\nname: A harbour\n---\n"
STORY = """---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog
- [[Ada]] dies
- [[Nobdy]] meets [[Ada]]
- [[Bruno]] meets [[Ada]]
  - exception: dies-twice "twins"
### 2. Sun
- [[Ada]] fights [[Bruno]]
"""


def checked(story: str) -> Checked:
    files = {
        "universe.md": UNIVERSE,
        "Ada.md": "---\nkind: character\n---\n",
        "Bruno.md": "---\nkind: character\n---\n",
        "a b/Hafen 100% ü.md": story,
    }
    folder = Folder(Path(), tuple(SourceFile(path, text) for path, text in sorted(files.items())), None, ())
    return Checker().check(Compiler().compile_text(folder), folder)


@pytest.mark.parametrize("story", [STORY, STORY.replace("Nobdy", "Bruno"), ""])
@pytest.mark.parametrize("base", ["", "universes/mine/", "file:///C:/mine/"])
def test_a_log_has_the_shape_of_the_published_schema(story: str, base: str) -> None:
    log = sarif(checked(story), base, "1.0")
    assert faults(log, "log") == []
    assert log["$schema"] == SCHEMA


def result(story: str, code: str) -> tuple[dict[str, Any], list[str]]:
    """The first result of a code, and the codes of all rules of its log."""
    runs: Any = sarif(checked(story), "here/", "1.0")["runs"]
    (run,) = runs
    found = next(it for it in run["results"] if it["ruleId"] == code)
    return found, [it["id"] for it in run["tool"]["driver"]["rules"]]


def test_a_finding_names_its_rule_and_both_places() -> None:
    found, rules = result(STORY, "dead-acts")
    assert rules[found["ruleIndex"]] == "dead-acts"
    address = {"uri": "here/a%20b/Hafen%20100%25%20%C3%BC.md"}
    assert found["locations"] == [
        {
            "physicalLocation": {"artifactLocation": address, "region": {"startLine": 11, "startColumn": 3}},
            "message": {"text": "is alive here"},
        }
    ]
    assert found["relatedLocations"] == [
        {
            "physicalLocation": {"artifactLocation": address, "region": {"startLine": 6, "startColumn": 3}},
            "message": {"text": "dies here"},
        }
    ]


def test_a_problem_of_the_text_has_a_rule_too() -> None:
    found, rules = result(STORY, "unknown-name")
    assert rules[found["ruleIndex"]] == "unknown-name"


def test_a_finding_that_only_moves_keeps_its_fingerprint() -> None:
    moved = STORY.replace("### 1. Fog\n", "### 1. Fog\n\n\n")
    first, second = result(STORY, "dead-acts")[0], result(moved, "dead-acts")[0]
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert first["locations"] != second["locations"]


def test_a_fix_says_which_lines_go() -> None:
    found, _ = result(STORY.replace("Nobdy", "Bruno"), "exception-unused")
    (change,) = found["fixes"][0]["artifactChanges"]
    region = {"startLine": 9, "startColumn": 1, "endLine": 10, "endColumn": 1}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": ""}}]


def test_a_problem_of_a_whole_file_has_no_region() -> None:
    it = Problem("Ada.md", 0, 0, "file-unreadable", "this could not be read")
    log = sarif(Checked((it,), {}, {}, {}, (), {}), "", "1.0")
    assert faults(log, "log") == []
    assert "region" not in str(log)
