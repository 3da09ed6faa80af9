"""Other formats: one file a format."""
