"""What a radio host reads: a rundown that fills its slot to the second, and words for the ear.

Everything read on air comes from approved records or from a programme's own phrases.
"""
