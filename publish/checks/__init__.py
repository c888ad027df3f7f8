"""Gates on the finished output. Each module has `check(context)` and yields issues."""
