"""The tagging of the PDF, by which software reads it aloud: PDF/UA-1, and PDF/A-2a in the same file.

======================  =======================================================================================
``structure_elements``  the structure tree: headings, paragraphs, lists, tables and figures in reading order
``tagged_canvas``       links each drawing to its element; everything else is an artifact, which is not read aloud
``structure_tree``      the tree as objects of the PDF
``xmp_metadata``        the title, dates and claims as XMP, and the colour profile
``pdf_objects``         strings and objects as the PDF writes them
======================  =======================================================================================

A block makes its element when the page is laid out and draws within it (``TaggedCanvas.tagged``); a new block needs
nothing else. The roles of the elements are those of ISO 32000-1, 14.8.4.
"""
