"""Learning from the knowledge, and measuring how well questions are understood."""
