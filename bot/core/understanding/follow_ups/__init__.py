"""What a text means after what was just shown or offered."""
