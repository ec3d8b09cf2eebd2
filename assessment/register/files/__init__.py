"""The register as a table in a file: written so that it can be read again, and read with every fault named.

===================  ==========================================================================
module               holds
===================  ==========================================================================
``reading``          a file to a table, whichever kind of file it is
``tables``           a table that was read, with its faults by row and column, and the limits
``csv_reading``      a CSV file to a table
``workbook_parts``   an Excel workbook opened: what is refused before anything of it is read
``workbook_xml``     the XML of its parts, without entities
``sheet_reading``    the cells of a sheet
``workbook_reading`` an Excel workbook to a table
``excel_dates``      which numbers of a workbook are days, and which days
``columns``          the columns of a register file
``written_lists``    partners, signatures and facts as lines in a cell
``read_lists``       those lines read
``written_values``   days, numbers, forces and codes as they are written
``typed_cells``      a cell to the value of its field: mended, or refused
``rows``             a table to what each of its rows says
``among_rows``       what the rows say of each other and of the rest of the register
``checking``         the rows against the register: what is new, what changes, what is wrong
===================  ==========================================================================
"""

from assessment.register.files.reading import read_table
from assessment.register.files.tables import Remark, Table

__all__ = ["Remark", "Table", "read_table"]
