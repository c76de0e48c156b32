"""The frame of the window: theme, icons, navigation, messages and the one database worker."""
