"""Words are found by how they begin, whether texts are indexed or looked through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intertwine.model.word_index import FewTexts, WordIndex, compared

TEXTS = st.lists(st.text("aäbB -'.\n\t", max_size=12), max_size=12)


@given(TEXTS, st.text("ab", min_size=1, max_size=3))
def test_few_texts_find_what_an_index_finds(texts: list[str], word: str) -> None:
    few, index = FewTexts.of(texts), WordIndex.of(texts)
    assert few.beginning(word).tolist() == index.beginning(word).tolist()
    wanted = [n for n, text in enumerate(texts) if any(it.startswith(word) for it in compared(text).split())]
    assert few.beginning(word).tolist() == wanted
    for whole in {word, *(it for text in texts for it in compared(text).split())}:
        assert few.with_word(whole).tolist() == index.with_word(whole).tolist()
    assert few.with_word("a a").tolist() == few.with_word("").tolist() == []
