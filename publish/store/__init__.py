"""The read-only case store: contract, SQL adapter, mapping, statistics, and the importer.

`publish.store.adapter.open_store` is the way in.
"""
