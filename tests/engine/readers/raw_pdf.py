"""PDF documents written object by object, as nobody's program would write them."""

import re
import zlib
from collections.abc import Mapping

__all__ = ["TEXT", "document", "stream", "text", "update"]

HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
NAMES = re.compile(rb"@(\w+)@")


def stream(data: str | bytes, entries: str = "") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(data.encode("latin-1") if isinstance(data, str) else data)
    return f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode() + packed + b"\nendstream"


def text(said: str = "90%", x: float = 100, y: float = 700, *, before: str = "", font: str = "F1") -> str:
    """The operators that draw a text of nine points."""
    return f"BT {before} /{font} 9 Tf 1 0 0 1 {x} {y} Tm ({said}) Tj ET"


TEXT = text()
"""It stands from (100, 698) to (118, 707)."""


def document(
    content: str = TEXT,
    *,
    resources: str = "",
    fonts: str = "",
    page: str = "",
    catalog: str = "",
    media: str = "[0 0 595 842]",
    tree: str = "/Count 1/Kids[@page@]",
    **objects: str | bytes,
) -> bytes:
    """A document of one page; further `objects` are referred to as @name@."""
    known: dict[str, str | bytes] = {
        "catalog": f"<</Type/Catalog/Pages @tree@{catalog}>>",
        "tree": f"<</Type/Pages{tree}>>",
        "page": f"<</Type/Page/Parent @tree@/MediaBox{media}/Contents @content@{page}"
        f"/Resources<</Font<</F1 @helvetica@{fonts}>>{resources}>>>>",
        "content": stream(content),
        "helvetica": HELVETICA,
    }
    return _written(known | objects)


def _written(objects: Mapping[str, str | bytes]) -> bytes:
    numbers = {name: number for number, name in enumerate(objects, start=1)}
    data, offsets = b"%PDF-1.5\n", []
    for name, said in objects.items():
        head, mark, rest = (said if isinstance(said, bytes) else said.encode("latin-1")).partition(b"\nstream\n")
        head = NAMES.sub(lambda found: b"%d 0 R" % numbers[found[1].decode()], head)
        offsets.append(len(data))
        data += b"%d 0 obj\n" % numbers[name] + head + mark + rest + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start)


def update(data: bytes, number: int, said: bytes | None) -> bytes:
    """The document with a change behind its end: an object is replaced, or deleted where nothing is said."""
    offset, before = len(data), re.findall(rb"startxref\n(\d+)", data)[-1]
    changed = b"" if said is None else b"%d 0 obj\n" % number + said + b"\nendobj\n"
    start = offset + len(changed)
    entry = b"0000000000 00001 f \n" if said is None else b"%010d 00000 n \n" % offset
    table = b"xref\n%d 1\n" % number + entry
    end = b"trailer\n<</Size 99/Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (before, start)
    return data + changed + table + end
