"""Configurations of the web servers in front of a release."""
