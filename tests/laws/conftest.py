"""What the law tests share: the web package in process, with chance frozen."""

from collections.abc import Iterator

import pytest

from tests.laws import whole
from tests.laws.whole import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The web package, with cookies whose token is always the same: the one seam to chance, frozen. A map and the
    search for its fewest crossings are waited for, however long they take: what a page says of one under way depends on
    the clock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("intertwine.web.randomness.random_token", lambda: "a-token-that-is-always-the-same")
        patch.setattr("intertwine.web.clock.now", lambda: 1_800_000_000)
        patch.setattr("intertwine.web.map_searches.WAIT", None)
        patch.setattr("intertwine.web.map_queue.WAIT", None)
        with whole.one_parser():
            site = Site(tmp_path_factory.mktemp("laws"))
            patch.setattr("intertwine.web.randomness.random_id", lambda: f"change-{next(site.ids):05}")
            yield site
            site.close()
