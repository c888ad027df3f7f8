"""Views: thin. Each takes a visit and answers it."""
