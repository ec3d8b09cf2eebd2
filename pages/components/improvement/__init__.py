"""The actions of an assessment: their table, and the form in which one is planned and changed."""
