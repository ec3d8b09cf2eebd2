"""The browser's side: one short script per page, and the components they share."""
