"""Problems of books speak of parts and chapters, and stand at the headings that they are about."""

from pathlib import Path

from intertwine.check import check
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from tests.worlds import UNIVERSE, compiled, with_people

FILES = {
    "titles/One.md": """---
kind: book
---
## Chapters (2001-05-05)
### 1. A
- [[Ann]] appears
### 1. B
### 2. C
- [[Ann]] dies
  - also known: [[Two]] 4x01
### Two S2
- [[Ann]] meets [[Bo]]
""",
    "titles/Two.md": """---
kind: book
---
## Part 1 (2001-05-05, 2 chapters)
### 1. A
- [[Ann]] appears
## Part 2 (2001-05-05, 2 chapters)
### 1. A
## Volume 3
### 1. B
""",
    "titles/Two, part 1 again.md": "---\nkind: season\nof: Two\n---\n## Part 1 (2001-05-05, 2 chapters)\n### 1. A\n",
    "orders/Mine.md": "---\nkind: order\n---\n- [[Two]] 1x01\n- [[Two]] S5\n- [[Two]] 1x01\n",
}


def problems(files: dict[str, str]) -> list[str]:
    """The problems of some pages, as they are printed."""
    pages = {"universe.md": UNIVERSE, **with_people(files)}
    folder = Folder(Path(), tuple(SourceFile(*it) for it in pages.items()), None, ())
    compiled = Compiler().compile_text(folder)
    return [str(it) for it in (*compiled.problems, *check(compiled, folder))]


def test_problems_of_a_book_are_in_its_words() -> None:
    found = problems(FILES)
    said = "\n".join(found)
    for words in (
        "titles/One.md:7:5: error installment-twice: chapter 1 has a heading already; nobody can have read all of",
        'titles/One.md:4:1: warning season-uncounted: the list "Chapters" does not say how many chapters it has',
        "write ## Chapters (DATE, 2 chapters)",
        '"[[Two]] part 4 chapter 1" can never be passed',
        '"Two part 2" can never be passed',
        "as ## Part 1 (2015-11-20, 13 chapters)",
        "titles/Two.md:9:1: warning season-uncounted: part 3 does not say how many chapters it has: nobody can",
        "write ## Part 3 (DATE, 1 chapter)",
        "said-twice: part 1 has a heading already",
        "said-twice: part 1 chapter 1 has a heading already",
        '"[[Two]] part 5" is not in the order',
        "Two part 1 chapter 1 stands on line 4 already",
    ):
        assert words in said, (words, found)
    ours = "\n".join(it.partition(": ")[2].partition(": ")[2] for it in found)
    assert "episode" not in ours
    assert "season" not in ours
    assert "1x01" not in ours


def test_hints_use_the_words_of_the_own_title_and_offer_both_where_they_are_unknown() -> None:
    pages = {
        "Shore.md": "---\nkind: book\nname: Shore\neditions: [Folio]\n---\n## Part 1 (1 chapter)\n"
        "### 1. One (page 3 of Vintage)\n- [[Ann]] dies\n  - needs: chapter 2-1\n"
        "- [[Ann]] meets [[Bo]] for the first time\n",
        "Order.md": "---\nkind: order\nname: Reading\n---\n# Reading\n- [[Shore]] 1-2\n",
    }
    hints = {
        problem.code: problem.hint for problem in compiled(with_people(pages)).problems if problem.file != "Order.md"
    }
    order = [problem.hint for problem in compiled(with_people(pages)).problems if problem.file == "Order.md"]
    assert hints["stamp-unreadable"].startswith('did you mean "chapters 1-2"? ')
    assert hints["words-left"] == "write it before the name: meets for the first time [[name]]"
    assert hints["value-unreadable"] == "write it as editions: {Penguin 2004: 480}"
    assert hints["edition-undeclared"] == "declare it as editions: {Vintage: 480}, with the pages that it has"
    assert any(hint.startswith('did you mean "1x01-1x02" or "chapters 1-2"? ') for hint in order)
