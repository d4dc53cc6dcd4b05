"""The cache: against a naive model, and shared between threads."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from intertwine.model.byte_cache import ByteCache

KEYS = st.sampled_from("abcdef")
VALUES = st.binary(max_size=12)


class AgainstAModel(RuleBasedStateMachine):
    """The model is a list of pairs, the least recently used first; it counts everything again at each step."""

    @initialize(budget=st.integers(0, 30), largest=st.none() | st.integers(0, 15))
    def begin(self, budget: int, largest: int | None) -> None:
        self.budget, self.largest = budget, largest
        self.cache: ByteCache[str, bytes] = ByteCache(budget, len, largest)
        self.model: list[tuple[str, bytes]] = []

    @rule(key=KEYS, value=VALUES)
    def put(self, key: str, value: bytes) -> None:
        self.cache.put(key, value)
        self.model = [pair for pair in self.model if pair[0] != key]
        if self.largest is None or len(value) <= self.largest:
            self.model.append((key, value))
            while sum(len(kept) for _, kept in self.model) > self.budget and len(self.model) > 1:
                del self.model[0]

    @rule(key=KEYS)
    def get(self, key: str) -> None:
        expected = dict(self.model).get(key)
        assert self.cache.get(key) == expected
        if expected is not None:
            self.model = [pair for pair in self.model if pair[0] != key] + [(key, expected)]

    @rule()
    def clear(self) -> None:
        self.cache.clear()
        self.model = []

    @invariant()
    def bounded(self) -> None:
        assert self.cache.held() == sum(len(value) for _, value in self.model)
        assert self.cache.held() <= self.budget or len(self.model) == 1


TestAgainstAModel = AgainstAModel.TestCase


@given(st.lists(st.tuples(KEYS, VALUES)))
def test_a_value_that_is_kept_is_the_last_that_was_put(pairs: list[tuple[str, bytes]]) -> None:
    cache: ByteCache[str, bytes] = ByteCache(20, len)
    for key, value in pairs:
        cache.put(key, value)
    last = dict(pairs)
    assert all(cache.get(key) in (None, last[key]) for key in last)


def test_a_value_that_takes_more_than_all_the_others_may_stays_alone() -> None:
    cache: ByteCache[str, bytes] = ByteCache(3, len)
    cache.put("a", b"1")
    cache.put("b", b"12345")
    assert (cache.get("a"), cache.get("b")) == (None, b"12345")
    cache.put("a", b"1")
    assert (cache.get("a"), cache.get("b"), cache.held()) == (b"1", None, 1)


def test_threads_share_it() -> None:
    cache: ByteCache[int, bytes] = ByteCache(50, len)

    def work(seed: int) -> None:
        random = Random(seed)
        for _ in range(2000):
            key = random.randrange(20)
            found = cache.get(key)
            assert found is None or found == bytes(key)
            cache.put(key, bytes(key))
            if random.random() < 0.01:
                cache.clear()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    kept = [found for key in range(20) if (found := cache.get(key)) is not None]
    assert cache.held() == sum(map(len, kept)) <= 50
