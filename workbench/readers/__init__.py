"""Files in: Word files and texts from elsewhere, looked at before anything parses them."""
