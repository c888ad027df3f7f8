"""The ledger: who decided what, when and on what ground; numbers, places and publications.

Use `publish.ledger.ledger.open_ledger`; public text is made in `publish.ledger.review` alone.
"""
