"""What is said: answers, choices, help and screens, as plain data."""
