"""Update what the pages of rules say that checking their examples finds, and the list of all rules; or with --check say
which pages are out of date.

A page of docs/rules has a section "Fails" and a section "Passes". In each, a line such as `Harbour.md`: stands before
the text of that file. Pages that are linked and not written there are those of PAGES.
"""

import argparse
import re
import sys
from pathlib import Path

from intertwine.check import RULES, Checker
from intertwine.check.rule import Rule
from intertwine.check.settings import SETTINGS
from intertwine.check.snippets import told
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.files import VERBS
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.model.problem import Problem

RULE_PAGES = Path(__file__).resolve().parent.parent / "docs" / "rules"
PAGES = {
    **dict.fromkeys(("Ada", "Bruno", "Cleo", "Dara"), "character"),
    **dict.fromkeys(("Pier", "Lighthouse", "Town"), "place"),
    "The pilots": "group",
    "The key": "object",
    "The fire": "thread",
}
"""The pages that examples can link without writing them, and their kinds."""
UNIVERSE = "---\nkind: universe\nname: A harbour\n---\n"
_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^## (Fails|Passes)$", re.MULTILINE)
_FINDS = re.compile(r"(<!-- generated: finds -->\n)(.*?)(<!-- end of finds -->)", re.DOTALL)
_LIST = re.compile(r"(<!-- generated: rules -->\n)(.*?)(<!-- end of rules -->)", re.DOTALL)


def examples(page: str) -> dict[str, dict[str, str]]:
    """The files of the sections "Fails" and "Passes" of a page, by their paths, with the pages that they link."""
    found: dict[str, dict[str, str]] = {}
    _, *sections = _SECTION.split(page)
    for name, section in zip(sections[::2], sections[1::2], strict=True):
        files = dict(_FILE.findall(section))
        linked = set(re.findall(r"\[\[([^]|]+)", "\n".join(files.values())))
        made = {f"{key}.md": f"---\nkind: {kind}\n---\n" for key, kind in PAGES.items() if key in linked}
        found[name] = {"universe.md": UNIVERSE, **made, **files}
    return found


def checked(files: dict[str, str]) -> tuple[Problem, ...]:
    """What checking some files finds."""
    texts = {path: text for path, text in sorted(files.items()) if path.endswith(".md")}
    pages = tuple(SourceFile(path, text) for path, text in texts.items())
    folder = Folder(Path(), pages, files.get(VERBS), ())
    return Checker().check(Compiler().compile_text(folder), folder, files.get(SETTINGS)).problems


def finds(files: dict[str, str]) -> str:
    """What `intertwine check` says of some files, as a block."""
    lines = [line for problem in checked(files) for line in told(problem, files)]
    return "```text\n{}\n```\n".format("\n".join(lines))


def page_of(rule: Rule) -> Path:
    """The page of a rule."""
    return RULE_PAGES / f"{rule.code}.md"


def updated(text: str) -> str:
    """A rule's page with what checking its examples finds."""
    files = examples(text).get("Fails", {})
    return _FINDS.sub(lambda m: f"{m[1]}{finds(files)}{m[3]}", text)


def listed() -> str:
    """All rules, a table for each family."""
    families: dict[str, list[Rule]] = {}
    for rule in RULES:
        families.setdefault(rule.family, []).append(rule)
    parts = list[str]()
    for family, rules in families.items():
        parts += [f"### {family.capitalize()}\n", "| rule | finds | severity | looks at |", "| --- | --- | --- | --- |"]
        for rule in rules:
            text = page_of(rule).read_text(encoding="utf-8") if page_of(rule).exists() else ""
            said = " ".join([*text.split("\n\n"), "", ""][1].split())
            parts.append(f"| [`{rule.code}`]({rule.code}.md) | {said} | {rule.severity} | {rule.scope} |")
        parts.append("")
    return "\n".join(parts)


def main() -> int:
    """Update the pages, or say which would change. Returns 1 if any would."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything would change")
    check = parser.parse_args().check
    stale = []
    for page in sorted(RULE_PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        new = _LIST.sub(lambda m: f"{m[1]}{listed()}{m[3]}", text) if page.name == "README.md" else updated(text)
        if new != text:
            stale.append(page.name)
            if not check:
                page.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{'out of date' if check else 'updated'}: docs/rules/{name}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
