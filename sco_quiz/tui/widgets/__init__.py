"""Things on a screen: they show what they are given and send messages; they know no service."""
