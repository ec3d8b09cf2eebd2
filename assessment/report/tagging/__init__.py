"""What makes the PDF readable by software that reads aloud: PDF/UA-1, and PDF/A-2a in the same file.

================  ==============================================================================================
``elements``      the structure tree: headings, paragraphs, lists, tables and figures in reading order
``canvas``        which drawing belongs to which element; everything else is an artifact, which nobody reads aloud
``structure``     the tree as objects of the PDF
``metadata``      the title, dates and claims as XMP, and the colours' meaning
``objects``       strings and objects as the PDF writes them
================  ==============================================================================================

A block makes its element when the page is laid out and draws within it (``canvas.tagged``); nothing else is needed for
a new block. The elements' roles are those of ISO 32000-1, 14.8.4.
"""
