"""What is done on each kind of update: who answers it, and what happens where that fails."""
