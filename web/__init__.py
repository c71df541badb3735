"""The website and its JSON interface: Flask, server-rendered, complete without JavaScript."""
