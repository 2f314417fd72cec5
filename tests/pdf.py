"""Small PDF files for tests, written by hand: a line is (size, x, y, text)."""

from __future__ import annotations

Line = tuple[float, float, float, str]


def pdf(*sheets: list[Line], title: str = "", lang: str = "") -> bytes:
    """A PDF of one standard font, a sheet for each list of lines."""
    pages = range(len(sheets))
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in pages)
    said = f" /Lang ({lang})" if lang else ""
    parts = [
        f"<< /Type /Catalog /Pages 2 0 R{said} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in zip(pages, sheets, strict=True):
        drawn = b"BT " + b" ".join(_shown(line) for line in lines) + b" ET"
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        parts.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R {resources} >>".encode())
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    parts.append(f"<< /Title ({title}) >>".encode("cp1252"))
    return whole(parts)


def _shown(line: Line) -> bytes:
    size, x, y, text = line
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + escaped + b") Tj"


def whole(parts: list[bytes]) -> bytes:
    """A file of these objects, the first being the catalogue and the last the facts about the file."""
    body, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (size, len(parts))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (size, table, trailer, len(body))
