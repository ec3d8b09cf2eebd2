"""The parts of every page: header, notices, tables, typed text, its address, and who is signed in."""
