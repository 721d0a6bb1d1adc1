"""Which update is answered when: cries for help first, each chat in its order, and only so many at once."""
