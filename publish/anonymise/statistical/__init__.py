"""Names found by two small networks: how likely each character belongs to a person's name."""

from publish.anonymise.statistical.names import Names
from publish.anonymise.statistical.reader import Reader


def load() -> Names:
    """The statistical names, ready to read. Takes half a second and some 120 MB; once a process.

    Raises weights.WeightsError where the networks' files are missing or aren't those that were checked.
    """
    return Names(Reader())
