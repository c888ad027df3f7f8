"""The search index: what a browser finds cases by, as static files (docs/reference/search.md)."""
