"""What a page says while it has no connection to the service."""
