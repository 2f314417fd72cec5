"""What templates print is escaped exactly as Jinja's own code does it, whatever it is."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from auditor.report.compiling import Templates, escaped

SIGNS = st.text(st.sampled_from("&<>\"'aé\u2028 ;#"), max_size=8)


@dataclass(frozen=True)
class Drawn:
    """A value that knows how it looks in HTML, as a form field would."""

    text: str

    def __html__(self) -> str:
        return f"<i>{self.text}</i>"


class Name(str):
    """A kind of text that is not str itself."""


def shown(template: str, **views: object) -> str:
    spoken = Templates(loader=DictLoader({"page": template}), autoescape=True, undefined=StrictUndefined)
    return spoken.get_template("page").render(**views)


@given(SIGNS | st.text())
def test_any_text_is_escaped_as_markupsafe_does_it(text: str):
    assert str(escaped(text)) == str(escape(text))
    assert shown("<b title='{{ it }}'>{{ it }}</b>", it=text) == f"<b title='{escape(text)}'>{escape(text)}</b>"


@pytest.mark.parametrize("value", [0, 1.5, None, True, Drawn("<u>"), Name("<u>"), Name("plain"), ["<u>"], Markup("<b>&</b>"), b"<u>"])
def test_what_is_no_plain_text_is_escaped_as_markupsafe_does_it(value: object):
    assert str(escaped(value)) == str(escape(value))
    assert shown("{{ it }}", it=value) == str(escape(value))


def test_what_macros_blocks_and_loops_print_is_escaped_once():
    page = (
        "{% macro a(x) %}<i>{{ x }}</i>{% endmacro %}{% set s %}<u>{{ it }}</u>{% endset %}{% for x in [it] %}{{ a(x) }}{% endfor %}{{ s }}"
    )
    assert shown(page, it="<&>") == "<i>&lt;&amp;&gt;</i><u>&lt;&amp;&gt;</u>"


def test_calls_take_every_kind_of_argument():
    page = (
        "{% macro a(x, y='z') %}{{ x }}{{ y }}{% endmacro %}{% macro b(x) %}{{ x }}{{ caller() }}{% endmacro %}"
        "{{ a(it) }} {{ a(it, y=it) }} {{ a(*[it]) }} {{ a(**{'x': it}) }} "
        "{% call b('z') %}{{ it }}{% endcall %} {{ it.replace('<', 'b') }}"
    )
    assert shown(page, it="<") == "&lt;z &lt;&lt; &lt;z &lt;z z&lt; b"
    with pytest.raises(UndefinedError):
        shown("{{ nothing() }}")


def test_a_name_that_a_view_lacks_is_refused():
    with pytest.raises(AttributeError):
        shown("{{ it.nothing }}", it="text")
    with pytest.raises(UndefinedError):
        shown("{{ nothing }}")


def test_where_a_template_turns_escaping_off_and_on_again_only_its_own_part_is_printed_as_it_is():
    page = "{% autoescape false %}{{ it }}{% endautoescape %}{{ it }}{% autoescape on %}{{ it }}{% endautoescape %}"
    assert shown(page, it="<", on=True) == "<&lt;&lt;"
    assert shown(page, it="<", on=False) == "<&lt;<"
