"""What is shown beside a page because of something that somebody wrote."""
