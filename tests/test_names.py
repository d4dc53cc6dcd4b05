"""Names: each name of a class or of a type alias stands for one thing."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import intertwine

ROOT = Path(intertwine.__file__).parent
NESTED = {"Meta"}
"""Classes that Django wants by this name inside of others."""
LEAST_LETTERS = 12
CAMEL_CASE = re.compile("_?[A-Z]+[a-z][A-Za-z0-9]*")


def modules() -> list[Path]:
    """All modules but migrations."""
    return [file for file in sorted(ROOT.rglob("*.py")) if "migrations" not in file.parts]


def names_of(module: ast.Module) -> Iterator[str]:
    """The names of a module's classes, nested ones too, and of its type aliases (`Unit = Literal[...]`)."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            yield node.name
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (it.id for it in targets if isinstance(it, ast.Name) and CAMEL_CASE.fullmatch(it.id))


def types() -> dict[str, list[str]]:
    """The modules in which each name of a type is defined, where there are several."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for name in names_of(ast.parse(file.read_text(encoding="utf-8"))):
            found[name.lstrip("_")].append(file.relative_to(ROOT).as_posix())
    return {name: places for name, places in found.items() if len(places) > 1}


def test_a_type_name_stands_for_one_thing() -> None:
    assert {name: places for name, places in types().items() if name not in NESTED} == {}


def test_aliases_count_as_types() -> None:
    module = ast.parse("A_B = 1\nUnit = int\nclass Row:\n    class Meta: pass\nx: int = 2\nSide: TypeAlias = str")
    assert sorted(names_of(module)) == ["Meta", "Row", "Side", "Unit"]


def test_no_two_types_say_the_same_words_in_another_order() -> None:
    """`KnownName` and `NameKnown` were two things."""
    words: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for file in modules():
        for name in names_of(ast.parse(file.read_text(encoding="utf-8"))):
            words[tuple(sorted(re.findall("[A-Z][a-z0-9]*", name)))].add(name.lstrip("_"))
    assert [its for its in words.values() if len(its) > 1] == []


def test_a_constant_stands_once() -> None:
    """Of what a module assigns: patterns, hints and lists of words of `LEAST_LETTERS` or more."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                inside = [it.value for it in ast.walk(node.value) if isinstance(it, ast.Constant)]
                if sum(len(it) for it in inside if isinstance(it, str)) >= LEAST_LETTERS:
                    found[ast.unparse(node.value)].append(file.relative_to(ROOT).as_posix())
    assert {value: places for value, places in found.items() if len(places) > 1} == {}
