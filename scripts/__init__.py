"""The command line and the operators' jobs."""
