"""Files of the cache: whole, or not there."""

from pathlib import Path

import pytest

from intertwine.model.cache_folder import write_whole


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_whole(tmp_path / "kept", b"before")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        write_whole(tmp_path / "kept", b"after")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("kept", b"before")]
    write_whole(tmp_path / "no such folder" / "kept", b"after")
    assert not (tmp_path / "no such folder").exists()
