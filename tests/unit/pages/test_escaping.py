"""Text is escaped for Markdown and for HTML."""

import pytest

from assessment.bank.library import Library
from assessment.settings import PROJECT
from pages.components.layout.escaping import in_html, plain


def test_nothing_in_the_published_questions_needs_escaping_so_screen_readers_get_them_as_written() -> None:
    questions = list(Library(PROJECT / "question_banks").latest().questions())

    assert [question.prompt for question in questions if plain(question.prompt) != question.prompt] == []


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*a* _b_ ~c~ `d` [e](f) <g>", r"\*a\* \_b\_ \~c\~ \`d\` \[e\](f) \<g\>"),
        (":red[x] :material/home:", r"\:red\[x\] \:material/home:"),
        ("$x$ and &amp; | \\", r"\$x\$ and \&amp; \| \\"),
        ("# one\n- two\n  + three", "\\# one  \n\\- two  \n  \\+ three"),
        ("4. four\n5) five\n===", "4\\. four  \n5\\) five  \n\\==="),
        ("Well-known, so it is: a plan (2020). 12 hours!", "Well-known, so it is: a plan (2020). 12 hours!"),
    ],
)
def test_marks_are_escaped_and_ordinary_writing_is_left_alone(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_html_is_escaped_with_its_quotation_marks_and_keeps_line_breaks() -> None:
    assert in_html('<b a="c">\'&amp;\n') == "&lt;b a=&quot;c&quot;&gt;&#x27;&amp;amp;<br>"
