"""Version 1: the line, signatures, numbers, places, withdrawals. Where every migration begins."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: a ledger of version 1 was made whole by the program of its day."""
