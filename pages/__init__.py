"""The pages that people see: one short script for each page, and the components that the scripts share."""
