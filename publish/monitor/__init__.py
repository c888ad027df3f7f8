"""What the office's monitoring reads: log lines, figures, each verb's last run, units for systemd.

Nothing here ever holds a word of a matter: codes, public numbers, counts, times.
"""
