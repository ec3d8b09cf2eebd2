"""Ways to break a good report. Each would exclude some readers, or break a claim that the file makes."""

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from tests.report.pdf_damage import (
    Break,
    catalogue,
    elements,
    fonts,
    metadata_rewritten,
    page_rewritten,
    page_with_links,
    stream_of,
)


def no_language(writer: PdfWriter) -> None:
    del catalogue(writer)["/Lang"]


def title_not_shown(writer: PdfWriter) -> None:
    del catalogue(writer)["/ViewerPreferences"]


def no_metadata(writer: PdfWriter) -> None:
    del catalogue(writer)["/Metadata"]


def no_claim_of_pdf_ua(writer: PdfWriter) -> None:
    metadata_rewritten(writer, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def no_claim_of_pdf_a(writer: PdfWriter) -> None:
    metadata_rewritten(writer, b"<pdfaid:part>2</pdfaid:part>", b"")


def another_title_in_the_metadata(writer: PdfWriter) -> None:
    metadata_rewritten(writer, b"A small bank", b"A great bank")


def not_marked_as_tagged(writer: PdfWriter) -> None:
    del catalogue(writer)["/MarkInfo"]


def colours_undefined(writer: PdfWriter) -> None:
    del catalogue(writer)["/OutputIntents"]


def no_order_of_tabs(writer: PdfWriter) -> None:
    del page_with_links(writer)["/Tabs"]


def figure_without_words(writer: PdfWriter) -> None:
    del elements(writer, "Figure")[0]["/Alt"]


def figure_that_says_only_chart(writer: PdfWriter) -> None:
    elements(writer, "Figure")[0][NameObject("/Alt")] = TextStringObject("Chart")


def heading_that_jumps(writer: PdfWriter) -> None:
    elements(writer, "H2")[0][NameObject("/S")] = NameObject("/H3")


def heading_that_is_a_paragraph(writer: PdfWriter) -> None:
    elements(writer, "H1")[2][NameObject("/S")] = NameObject("/P")


def header_cell_without_scope(writer: PdfWriter) -> None:
    del elements(writer, "TH")[0]["/A"]


def header_cell_that_is_none(writer: PdfWriter) -> None:
    elements(writer, "TH")[0][NameObject("/S")] = NameObject("/TD")


def row_with_a_cell_too_few(writer: PdfWriter) -> None:
    del elements(writer, "TR")[1]["/K"][1]


def link_without_words(writer: PdfWriter) -> None:
    del page_with_links(writer)["/Annots"][0].get_object()["/Contents"]


def link_outside_the_structure(writer: PdfWriter) -> None:
    kids = elements(writer, "Link")[0]["/K"]
    del kids[next(n for n, kid in enumerate(kids) if not isinstance(kid.get_object(), int))]


def font_without_its_characters(writer: PdfWriter) -> None:
    del fonts(writer)[0]["/ToUnicode"]


def font_with_the_wrong_characters(writer: PdfWriter) -> None:
    font = fonts(writer)[0]
    right = font["/ToUnicode"].get_data()
    assert b"<0065>" in right
    font[NameObject("/ToUnicode")] = writer._add_object(stream_of(right.replace(b"<0065>", b"<0061>")))


def font_not_embedded(writer: PdfWriter) -> None:
    del fonts(writer)[0]["/FontDescriptor"]["/FontFile2"]


def no_bookmarks(writer: PdfWriter) -> None:
    del catalogue(writer)["/Outlines"]


def bookmark_with_another_title(writer: PdfWriter) -> None:
    first = catalogue(writer)["/Outlines"]["/First"].get_object()
    first[NameObject("/Title")] = TextStringObject("Another title")


def sections_read_backwards(writer: PdfWriter) -> None:
    document = elements(writer, "Document")[0]
    document[NameObject("/K")] = ArrayObject(reversed(document["/K"]))


def paragraphs_read_backwards(writer: PdfWriter) -> None:
    section = elements(writer, "Sect")[1]
    section[NameObject("/K")] = ArrayObject(reversed(section["/K"]))


def paragraph_lost(writer: PdfWriter) -> None:
    del elements(writer, "Sect")[1]["/K"][-1]


def paragraph_said_twice(writer: PdfWriter) -> None:
    kids = elements(writer, "Sect")[1]["/K"]
    kids.append(kids[-1])


def marks_of_two_paragraphs_exchanged(writer: PdfWriter) -> None:
    one, other = [each for each in elements(writer, "P") if each["/K"] and len(each["/K"]) == 1][:2]
    one["/K"][0], other["/K"][0] = other["/K"][0], one["/K"][0]


def mark_that_leads_nowhere(writer: PdfWriter) -> None:
    element = elements(writer, "P")[0]
    element["/K"].append(NumberObject(9_999))


def mark_that_leads_back_to_another(writer: PdfWriter) -> None:
    numbers = catalogue(writer)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    marks = next(each.get_object() for each in numbers if isinstance(each.get_object(), list))
    marks[0], marks[-1] = marks[-1], marks[0]


def text_hidden_as_an_artifact(writer: PdfWriter) -> None:
    page_rewritten(writer, 0, b"/P <</MCID 0>> BDC", b"/Artifact BMC")


def text_not_marked_at_all(writer: PdfWriter) -> None:
    (name, *_) = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    stray = f"BT {name} 12 Tf (stray) Tj ET /Artifact BMC"
    page_rewritten(writer, 0, b"/Artifact BMC", stray.encode())


def words_run_together_where_a_line_ends(writer: PdfWriter) -> None:
    for number in range(len(writer.pages)):
        content = writer.pages[number].get_contents()
        assert content is not None
        if b"more than a single" in content.get_data():
            page_rewritten(writer, number, b" ) Tj", b") Tj")
            data = writer.pages[number].get_contents()
            assert data is not None
            replaced = stream_of(data.get_data().replace(b" ) Tj", b") Tj"))
            writer.pages[number][NameObject("/Contents")] = writer._add_object(replaced)


BREAKS: tuple[Break, ...] = (
    no_language,
    title_not_shown,
    no_metadata,
    no_claim_of_pdf_ua,
    no_claim_of_pdf_a,
    another_title_in_the_metadata,
    not_marked_as_tagged,
    colours_undefined,
    no_order_of_tabs,
    figure_without_words,
    figure_that_says_only_chart,
    heading_that_jumps,
    heading_that_is_a_paragraph,
    header_cell_without_scope,
    header_cell_that_is_none,
    row_with_a_cell_too_few,
    link_without_words,
    link_outside_the_structure,
    font_without_its_characters,
    font_with_the_wrong_characters,
    font_not_embedded,
    no_bookmarks,
    bookmark_with_another_title,
    sections_read_backwards,
    paragraphs_read_backwards,
    paragraph_lost,
    paragraph_said_twice,
    marks_of_two_paragraphs_exchanged,
    mark_that_leads_nowhere,
    mark_that_leads_back_to_another,
    text_hidden_as_an_artifact,
    text_not_marked_at_all,
    words_run_together_where_a_line_ends,
)
