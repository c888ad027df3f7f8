"""What a subscriber gets: one module a format, found by the registry.

Formats take frozen feeds of entries that are already public and give bytes. Nothing here reads a
clock: every date comes from an entry.
"""
