"""Figures for the tongue: one module a kind of figure, found by the registry, each with its examples."""
