"""Made-up journeys: see ``command`` for the command and ``walk`` for what people do."""
