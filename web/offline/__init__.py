"""Without the network: public pages that a browser keeps, and forms that wait."""
