"""`python -m publish.anonymise`: makes ahead what a first long run would make, as installing does."""

from publish.anonymise import registry
from publish.anonymise.finder import Finder

Finder(registry.load()).ready()
