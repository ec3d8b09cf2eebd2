"""The register: its table with filters, and one collaboration with the forms that change what is said of it."""
