"""The catalogue as a Frictionless data package: CSV tables, JSON, and a description of both."""

from roles_catalogue.data_package.writing import FolderInUse, write_package

__all__ = ["FolderInUse", "write_package"]
