"""What an answer says that it is, as servers and proxies write it."""

import pytest

from auditor.crawl.sniff import media_type


@pytest.mark.parametrize(
    ("header", "kind", "charset"),
    [
        ("text/html; charset=utf-8", "text/html", "utf-8"),
        ("TEXT/HTML ; Charset='UTF-8'", "text/html", "utf-8"),
        ("text/html, text/html; charset=utf-8", "text/html", "utf-8"),
        ("text/html; charset=utf-8, text/html", "text/html", "utf-8"),
        ("text/html; charset=utf-8, text/plain", "text/plain", None),
        ("text/html; charset=utf-8, */*", "text/html", "utf-8"),
        ("text/html; charset=utf-8, x", "text/html", "utf-8"),
        ('text/html; charset="utf-8"; title="a, b"', "text/html", "utf-8"),
        ("html", "html", None),
        ("", "", None),
    ],
)
def test_a_type_is_read_also_where_it_is_said_twice(header: str, kind: str, charset: str | None) -> None:
    assert media_type(header) == (kind, charset)
