"""The conversation: commands, what they show, and Telegram. The only home of its library."""
