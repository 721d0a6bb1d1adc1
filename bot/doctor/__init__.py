"""`senim doctor`: whether all that `senim run` needs is there, and what to do where it is not."""
