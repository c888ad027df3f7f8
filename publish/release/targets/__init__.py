"""Where releases go besides the folder on this machine."""
