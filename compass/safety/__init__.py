"""What people write freely: signs that somebody is in trouble, and how to reach them taken out."""
