"""The review desk: three readers decide, matter by matter, what becomes public.

Pure parts: `ops` and `fold` (what a reader does, and what comes of it), `edits`, `occurrences`, `steps`,
`items`, `clock`, `blind`. `book` is the only way to the ledger, `source` the only way to the case store.
Views are thin; whatever they show goes through Jinja's escaping.
"""
