"""The person's own journey: starting, saving, coming back, seeing what we hold, leaving."""
