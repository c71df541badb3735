"""What helps somebody to afford learning or a job, each from a named source."""
