"""The board's report as a PDF and as a web page. Its bytes depend on its content and its moment of issue alone.

The content knows neither PDF nor HTML; an import contract in ``pyproject.toml`` makes sure of it:

=========================  ===============================================================================
``report_subject``         the values that a report is made from
``report_content``         the content as values, with ``board_content``, ``theme_content``, ``method_content``,
                           ``score_rows``, ``next_grade``, ``action_lines`` and ``forces_content``
``board_content``          the board's two pages, with ``held_down``, ``strengths_content`` and ``areas_content``
``comparison_content``     the content of the report that compares several assessments, made from a
                           ``comparison_subject``, with ``compared_questions``
``content_fingerprint``    the content fingerprint, taken over the values in ``fingerprint_values``;
                           ``comparison_fingerprint`` is that of a comparison
``chapters``               the content as ``parts``: headings, texts, tables and figures
``language``               tells Welsh passages from English ones
=========================  ===============================================================================

Both forms are made from the parts:

=========================  ===============================================================================
``pdf_report``             builds the PDF: start here
``html_report``            builds the web page, with ``svg`` for its charts
``drawings``               the dot plot and the radar chart, made of ``drawing_marks``
``layout``                 turns parts into blocks, and decides where a page may end
``blocks``                 everything that can stand on a page: paragraph, heading, table, figure, grade
``page_furniture``         the header, footer and watermark of every page
``line_breaking``          breaks text into lines, with ``styles`` and ``text_metrics``
``printable_text``         cleans every text before it is drawn
``typefaces``              the fonts and the characters they have
``report_canvas``          the canvas that everything is drawn on
``tagging``                the structure by which the PDF is read aloud, and the standards it claims
``reportlab_fixes``        corrections to what the PDF library writes
``pdf_colours``            the colours of the palette as the PDF library has them
``batch_writer``           writes many reports at once
=========================  ===============================================================================
"""
