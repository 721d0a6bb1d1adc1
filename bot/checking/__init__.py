"""What `senim check` and the desk find wrong in a knowledge folder; the running bot knows nothing of it."""
