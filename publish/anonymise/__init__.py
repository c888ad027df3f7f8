"""The anonymiser: finds what names a private person and puts a neutral word in its place.

`engine.Anonymiser` is the face of this room, `settle.settle` applies a reviewer's word, `filter.run`
is the stand-alone filter. Each kind of personal data is one file in `recognizers/`.
"""
