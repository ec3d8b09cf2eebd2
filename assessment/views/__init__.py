"""Everything a page shows, one value each. Nothing here changes anything."""
