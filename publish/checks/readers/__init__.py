"""What can be read of published bytes: one module a format, found by its file (`registry.py`)."""
