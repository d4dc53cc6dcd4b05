"""How large a picture is, by its bytes."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.web.picture_size import picture_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
APP = b"\xff\xe0" + struct.pack(">H", 6) + b"JFIF"
FRAME = b"\xff\xc2" + struct.pack(">HBHHB", 17, 8, 480, 640, 3)
WEBP = b"RIFF\0\0\0\0WEBP"
LOSSY = b"VP8 " + bytes(4) + bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", 640, 480)
LOSSLESS = b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 639 | 479 << 14)
EXTENDED = b"VP8X" + bytes(4) + bytes(4) + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")


@pytest.mark.parametrize(
    "content",
    [
        PNG + struct.pack(">I", zlib.crc32(PNG[12:])),
        b"\xff\xd8" + APP + b"\xff" + FRAME,
        *(WEBP + it for it in (LOSSY, LOSSLESS, EXTENDED)),
    ],
    ids=["png", "jpeg", "lossy", "lossless", "extended"],
)
def test_its_first_bytes_say_how_large_it_is(content: bytes) -> None:
    assert picture_size(content) == (640, 480)


@pytest.mark.parametrize("content", [b"", PNG[:18], b"\xff\xd8", b"\xff\xd8" + APP, WEBP + b"VP9 ", b"GIF89a"])
def test_of_what_is_cut_short_or_another_kind_nothing_is_known(content: bytes) -> None:
    assert picture_size(content) is None


@given(st.sampled_from([b"\xff\xd8", PNG[:8], WEBP, WEBP + b"VP8X", WEBP + b"VP8L"]), st.binary(max_size=80))
def test_no_bytes_are_an_error(head: bytes, rest: bytes) -> None:
    found = picture_size(head + rest)
    assert found is None or min(found) > 0
