"""Spreadsheets, CSV and JSONL of messages and replies into a store of the contract.

`publish.store.importer.run.import_file` is the way in.
"""
