"""`python -m publish.anonymise`: makes ahead what a first long run would make, as installing does."""

from publish.anonymise import registry, sieve

sieve.ready(pattern for one in registry.load() for pattern in one.patterns)
