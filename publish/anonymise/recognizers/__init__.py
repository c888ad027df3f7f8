"""One file a recognizer, its examples inside; `registry.py` finds them by walking this folder."""
