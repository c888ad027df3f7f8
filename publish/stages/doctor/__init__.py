"""`publish doctor`: whether everything an office's line stands on is in order. Reads, and changes nothing."""

from publish.stages.doctor.examine import Diagnosis, doctor

__all__ = ["Diagnosis", "doctor"]
