"""回声: the publishing line from a case store to a public site. See docs/explanation/the-line.md."""
