"""The types every room shares: raw rows, redacted and reviewed records, published items.

Import from the submodule that owns a type (`publish.model.contract`, `.texts`, `.records`,
`.published`, `.spans`); nothing is re-exported here.
"""
