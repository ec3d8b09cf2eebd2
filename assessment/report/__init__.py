"""The board's report: the values of the screen as a PDF whose bytes depend on its content and issue time alone.

========================  ========================================================================
``subject``               what a report is made from
``content``               what is said, as values (with ``board``, ``replies``, ``method`` and ``fingerprint``)
``chapters``              the content as ``parts``: headings, texts, tables and figures that know no PDF
``text``                  the one door every text goes through before it is drawn
``typefaces``             the fonts, and which characters they have
``paragraphs``            words to lines (with ``words``, ``styles`` and ``paint``: sizes, measures and colours)
``language``              which passages are Welsh
``blocks``                paragraph, heading, list item, figure, pill, table: all that can stand on a page
``drawings``              the dot plot and the radar as ``vectors``, from the same series as the screen
``layout``                parts to blocks, and where a page may end
``furniture``             what stands on every page
``tagging``               the structure by which the PDF is read aloud, and the standards it claims
``canvas``                what all of it is drawn on
``repairs``               what the PDF library writes wrongly, put right
``comparing``             the report on several assessments, from the same parts
``pdf``                   ``build_report``: start here
``page``                  the same as a page for the browser, with ``svg`` for its pictures
========================  ========================================================================
"""
