"""The checked output becomes public, atomically."""
