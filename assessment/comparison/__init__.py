"""The comparison of assessments: which of them can be compared, in what order, and as a CSV file."""
