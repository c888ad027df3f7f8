"""The proof of a release: a Merkle tree of its files, a signed statement, an append-only log."""
