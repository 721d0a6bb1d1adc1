"""What a text says, in numbers: words and pieces of words, and what `senim fit` learned of each."""
