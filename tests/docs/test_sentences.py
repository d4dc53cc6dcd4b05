"""The page of three times two hundred sentences: all are read, and the shares are counted from the verdicts."""

from __future__ import annotations

import re
from pathlib import Path

from tests.scripts import script

PAGE = Path(__file__).parent.parent.parent / "docs" / "sentences.md"


def test_nearly_all_of_two_hundred_sentences_read_well_in_each_draw() -> None:
    module, text = script("sentences"), PAGE.read_text(encoding="utf-8")
    _, *draws = text.split("## Seed ")
    assert len(draws) == len(module.SEEDS)
    for draw in draws:
        found = list(module.verdicts(draw))
        good = [verdict for _, verdict in found].count(module.GOOD)
        assert len(found) == module.COUNT == 200
        assert "?" not in [verdict for _, verdict in found]
        assert good >= 0.95 * len(found)
        (said,) = re.findall(r"\*\*(.+?) do: (.+?) %\.\*\*", draw)
        assert said == (f"{good} of {len(found)}", f"{100 * good / len(found):.1f}")


def test_a_verdict_is_kept_with_its_sentence() -> None:
    module = script("sentences")
    sentences = [("everything", "Ada leaves"), ("everything", "Bo goes")]
    page = module.page({17: sentences, 18: sentences[1:]}, {"Ada leaves": module.GOOD})
    assert list(module.verdicts(page)) == [("Ada leaves", module.GOOD), ("Bo goes", "?"), ("Bo goes", "?")]
    assert "1 of 1 do: 100.0 %" in page
    assert "1 were not read yet" in page
