"""Columns of the site. To add one: a YAML file here, nothing else."""
