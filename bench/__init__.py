"""The measurements, each one command: `python -m bench NAME`, or `publish bench NAME`."""
