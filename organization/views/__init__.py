"""Doors of this floor: one's own account, and the office's terms and leave."""
