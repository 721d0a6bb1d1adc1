"""What a person wants: a sign of distress, an entry, a choice, or nothing that is known."""
