"""From a document to a draft deck, by rules."""
