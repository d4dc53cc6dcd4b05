"""Words in a PNG file: a chunk of text right after its header (W3C PNG, third edition, 11.3.3.4)."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
AFTER_HEADER = len(SIGNATURE) + 4 + 4 + 13 + 4  # the header chunk: length, name, 13 bytes, checksum


def with_text(png: bytes, keyword: str, text: str) -> bytes:
    """The same picture with an `iTXt` chunk, uncompressed.

    `png` are the bytes of the picture, `keyword` is 1 to 79 characters of plain ASCII, and `text` is what the chunk
    says. Raises `ValueError` when the bytes are no PNG or the keyword cannot be one.
    """
    if not png.startswith(SIGNATURE) or png[12:16] != b"IHDR":
        raise ValueError("these bytes are not a PNG picture")
    if not (keyword.isascii() and keyword.isprintable() and 0 < len(keyword) < 80 and keyword == keyword.strip()):
        raise ValueError(f"{keyword!r} is not a keyword of a PNG chunk")
    # After the keyword: uncompressed, by no method, in no language, no translated keyword.
    body = b"iTXt" + keyword.encode() + b"\0\0\0\0\0" + text.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:AFTER_HEADER] + chunk + png[AFTER_HEADER:]
