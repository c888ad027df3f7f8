"""One function a stage of the line; the only place where rooms meet."""
