"""What sign of distress a text shows by itself, and in whose words its author is answered."""
