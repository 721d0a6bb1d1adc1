"""What counts once help was shown, and how far a sign does, given what was shown before it."""
