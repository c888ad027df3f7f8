"""Names found by two small networks: how likely each character belongs to a person's name."""
