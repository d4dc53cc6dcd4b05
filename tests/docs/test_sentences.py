"""The page of three times two hundred sentences: all are read, and the shares are counted from the verdicts."""

from __future__ import annotations

import re
from pathlib import Path

from tests.scripts import script

PAGE = Path(__file__).parent.parent.parent / "docs" / "sentences.md"


def test_nearly_all_of_two_hundred_sentences_read_well_in_each_draw() -> None:
    module, text = script("sentences"), PAGE.read_text(encoding="utf-8")
    draws = module.draws(text)
    said = re.findall(r"\*\*(.+?) do: (.+?) %\.\*\* Of the (\d+) that were in no earlier draw, (.+?) do: (.+?) %", text)
    assert list(draws) == list(module.SEEDS)
    assert len(said) == len(draws)
    for reads, figures in zip(draws.values(), said, strict=True):
        first = [read for read in reads if read.is_first()]
        good, fresh = (sum(read.is_good() for read in several) for several in (reads, first))
        assert len(reads) == module.COUNT == 200
        assert "?" not in [read.verdict for read in reads]
        assert good >= 0.95 * len(reads)
        shares = module.share(good, len(reads)), module.share(fresh, len(first))
        assert figures == (f"{good} of {len(reads)}", shares[0], str(len(first)), str(fresh), shares[1])


def test_a_verdict_is_kept_with_its_sentence() -> None:
    module = script("sentences")
    read = module.Read("everything", "Ada leaves", module.GOOD)
    page = module.page({17: [read, module.Read("everything", "Bo goes")], 18: [module.Read("everything", "Bo goes")]})
    assert module.draws(page)[17] == [read, module.Read("everything", "Bo goes", "?")]
    assert "1 of 1 do: 100.0 %" in page
    assert "1 were not read yet" in page


def test_a_sentence_that_is_told_in_other_words_keeps_its_verdict_and_is_marked() -> None:
    module = script("sentences")
    read = module.Read("everything", "Ada departs", "stilted")
    marked = module.marked(read, {"Ada leaves"})
    assert marked.verdict == "stilted (told otherwise since)"
    assert module.marked(marked, {"Ada departs"}) == read
    assert not marked.is_good()


def test_a_sentence_that_was_read_or_corrected_before_counts_apart() -> None:
    module = script("sentences")
    verdicts = [module.GOOD, "reads well (read before)", "reads well (corrected before)", "stilted"]
    page = module.page({17: [module.Read("everything", f"Ada {verdict}", verdict) for verdict in verdicts]})
    assert "3 of 4 do: 75.0 %.** Of the 2 that were in no earlier draw, 1 do: 50.0 %" in page
