"""Text and time helpers: folding, cleaning, dates, working days, the duty clock, safe markup."""
