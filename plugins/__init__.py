"""Thin adapters: the only rooms that import both pelican and publish."""
