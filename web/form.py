"""The pages that come before the app: plain forms, which need no script. Every text in them is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse

from assessment.errors import AssessmentError
from assessment.services import EXAMPLE_NOTICE, services


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form, with its label and what helps to fill it in."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    fills: str = "off"
    """What a password manager knows it by: https://html.spec.whatwg.org/#autofill"""
    value: str = ""
    required: bool = True
    options: Sequence[str] = ()

    def html(self) -> str:
        """The field."""
        hint = f'<p class="hint" id="{self.name}-hint">{escape(self.hint)}</p>' if self.hint else ""
        described = f' aria-describedby="{self.name}-hint"' if self.hint else ""
        required = " required" if self.required else ""
        if self.options:
            options = "".join(
                f"<option{' selected' if option == self.value else ''}>{escape(option)}</option>"
                for option in ("", *self.options)
            )
            control = f'<select id="{self.name}" name="{self.name}"{described}{required}>{options}</select>'
        else:
            control = (
                f'<input id="{self.name}" name="{self.name}" type="{self.kind}" value="{escape(self.value)}" '
                f'autocomplete="{self.fills}" autocapitalize="none" spellcheck="false"{described}{required}>'
            )
        return f'<div class="field"><label for="{self.name}">{escape(self.label)}</label>{hint}{control}</div>'


def page(
    title: str,
    *,
    text: str = "",
    fields: Sequence[Field] = (),
    button: str = "",
    hidden: dict[str, str] | None = None,
    error: AssessmentError | None = None,
    link: tuple[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """A page with a form that is sent back to its own address; without a button, one that only says something."""
    problems = () if error is None else error.sentences
    lines = "".join(f"<p>{escape(problem)}</p>" for problem in problems)
    alert = (
        f'<div class="problem" role="alert"><p><strong>There is a problem</strong></p>{lines}</div>' if lines else ""
    )
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in (hidden or {}).items()
    )
    form = (
        f'<form method="post">{kept}{"".join(field.html() for field in fields)}'
        f'<button type="submit">{escape(button)}</button></form>'
        if button
        else ""
    )
    onward = f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>' if link else ""
    example = f'<p class="example">{escape(EXAMPLE_NOTICE)}</p>' if services().is_example else ""
    body = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{'Problem: ' if lines else ''}{escape(title)}"
        " - Collaboration self-assessment</title>"
        f'<meta name=viewport content="width=device-width, initial-scale=1"><style>{_look()}</style></head>'
        f"<body><main>{example}<p class=service>Collaboration self-assessment</p><h1>{escape(title)}</h1>{alert}"
        f"{f'<p>{escape(text)}</p>' if text else ''}{form}{onward}</main></body></html>"
    )
    return HTMLResponse(body, status_code=status, headers={"cache-control": "no-store"})


@cache
def _look() -> str:
    return Path(__file__).with_name("form.css").read_text(encoding="utf-8")
