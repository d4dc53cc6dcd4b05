"""How wide and how high a picture is, by its first bytes: a page reserves its size, so that nothing moves when it
comes. PNG, JPEG (ISO/IEC 10918-1, B.2.2) and WebP (RFC 9649), which are all that is served."""

import struct

Size = tuple[int, int]
"""Width and height, in pixels."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers of a JPEG that no length follows."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that begin a frame, which holds its size."""


def picture_size(content: bytes) -> Size | None:
    """The size of the picture whose bytes are `content`; None where they do not say it."""
    try:
        if content.startswith(_PNG):
            found = struct.unpack_from(">II", content, 16) if content[12:16] == b"IHDR" else None
        elif content.startswith(_JPEG):
            found = _of_jpeg(content)
        else:
            found = _of_webp(content) if content[8:12] == b"WEBP" else None
    except (struct.error, IndexError):
        return None
    return (found[0], found[1]) if found and all(found) else None


def _of_jpeg(content: bytes) -> tuple[int, ...] | None:
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        else:
            at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None


def _of_webp(content: bytes) -> tuple[int, ...] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return tuple(1 + int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
    if kind == b"VP8 ":
        return tuple(it & 0x3FFF for it in struct.unpack_from("<HH", content, 26))
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", content, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None
