"""My plan: the shortlist in order, with notes, next steps and questions, on screen and on paper."""
