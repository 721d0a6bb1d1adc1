"""How well and how fast the matcher does beside simpler methods, and how it grows; see README.md."""
