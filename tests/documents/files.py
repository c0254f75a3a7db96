"""Small files of our own wording, a DOCX built from XML as Word writes it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph with one run."""
    inner = f"<w:rPr>{run}</w:rPr>" if run else ""
    style = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{style}<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def style(name: str, properties: str = "", based_on: str = "", title: str = "") -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title or name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def level(index: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def a_list(*levels: str, identifier: int = 1) -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def a_number(identifier: int, abstract: int = 1, override: str = "") -> str:
    """A list that paragraphs refer to."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def numbered(number: int, index: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>'


def docx_bytes(body: str, **parts: str) -> bytes:
    """A DOCX: the body's XML, and the inner XML of styles, numbering, footnotes."""
    relations = "".join(f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    files = {
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_W} {_MORE}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"{_HEAD}<w:{name} {_W} {_MORE}>{inner}</w:{name}>" for name, inner in parts.items()},
    }
    return zip_bytes({name: text.encode() for name, text in files.items()})


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file and return it."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def pdf_bytes(*pages: list[tuple[float, float, float, str]], rules: str = "", image: bool = False) -> bytes:
    """A PDF of pages, each a list of (left, top, size, text), with `rules` drawn on each."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]>>",
    ]
    for lines in pages:
        drawn = b""
        for left, top, size, text in lines:
            shown = text.encode("utf-16-be").hex().encode()
            drawn += b"BT /F1 %.1f Tf %.1f %.1f Td <%s> Tj ET\n" % (size, left, 800 - top, shown)
        drawn += rules.encode() + (b"q 100 0 0 100 50 50 cm /Im Do Q" if image else b"")
        resources = b"/Font<</F1 3 0 R>>" + (b"/XObject<</Im %d 0 R>>" % (5 + 2 * len(pages)) if image else b"")
        number = len(objects) + 2
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<%s>>/Contents %d 0 R>>" % (resources, number)
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn))
    if image:
        head = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
        objects.append(head + b"\nstream\n0\nendstream")
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip
