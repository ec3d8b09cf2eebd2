"""From what the report says to the blocks on its pages, in their order."""

from reportlab.platypus import Flowable

from assessment.report.back import glossary_pages, method_pages, source_pages
from assessment.report.content import Report
from assessment.report.front import cover, profile, summary
from assessment.report.themes import theme_pages


def story(report: Report) -> list[Flowable]:
    """Every block of the report."""
    keyed = [(theme, f"theme-{number}") for number, theme in enumerate(report.themes, start=1)]
    sections = [
        ("Summary", "summary"),
        ("Profile by theme", "profile"),
        *((theme.title, key) for theme, key in keyed),
        ("Method", "method"),
        ("Sources", "sources"),
        ("Glossary", "glossary"),
    ]
    return [
        *cover(report, sections),
        *summary(report),
        *profile(report),
        *(block for theme, key in keyed for block in theme_pages(theme, report, key=key)),
        *method_pages(report),
        *source_pages(report),
        *glossary_pages(report),
    ]
