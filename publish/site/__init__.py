"""The build engine: public records in, pages out. Knows nothing of Pelican.

The order of things is in `engine.py`; what a template receives is in `views.py`.
"""
