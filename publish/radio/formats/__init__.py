"""The forms a script is printed in: one module a form, found by the registry."""
