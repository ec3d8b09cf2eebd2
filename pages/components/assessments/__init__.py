"""An assessment on the home page, its task list, and the upload of an exported file."""
