"""What is kept between messages, of chats, of counts and of drafts: one interface, three places, and what to do when a
place is away.
"""
