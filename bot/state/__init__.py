"""What is remembered of chats between messages: one interface, three places, and what to do when a place is away."""
