"""The demonstration: one invented platform year, deterministic from a seed."""
