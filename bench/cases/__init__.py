"""One file a subject; each case is a function from a scale and an empty folder to lines of the table."""
