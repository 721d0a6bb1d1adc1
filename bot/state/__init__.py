"""What is remembered of chats between messages."""
