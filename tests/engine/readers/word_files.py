"""Word documents made by hand: only what Word itself asks for, and exactly the XML that a test is about."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.engine.readers.laid_out import COLUMNS, Laid

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in parts.items():
            bundle.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def document(body: str, **more: str | bytes) -> bytes:
    """A document whose body is the XML `body`."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": xml, **more})


def run(text: str) -> str:
    """A run of text; a line end in it is a line break."""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def paragraph(*texts: str) -> str:
    """A paragraph with a run a text."""
    return f"<w:p>{''.join(map(run, texts))}</w:p>"


def cell(text: str = "", properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def word_table(rows: Sequence[Sequence[Laid]]) -> str:
    """A table laid out as `rows` say, with vertically merged cells as Word writes them."""
    covered: dict[int, tuple[int, int]] = {}
    written = []
    for laid in rows:
        by_column = {one.column: one for one in laid}
        cells = []
        column = 0
        while column < COLUMNS:
            one = by_column.get(column)
            left, width = covered.get(column, (0, 1))
            if one is None and left:
                covered[column] = (left - 1, width)
                cells.append(cell("", f'<w:gridSpan w:val="{width}"/><w:vMerge/>'))
            else:
                one = one or Laid("", column)
                width = one.columns
                covered[column] = (one.rows - 1, width)
                merge = '<w:vMerge w:val="restart"/>' if one.rows > 1 else ""
                cells.append(cell(one.text, f'<w:gridSpan w:val="{width}"/>{merge}'))
            column += width
        written.append(row(*cells))
    return table(*written)
