"""What was typed and not sent, kept in the browser under its author's name."""
