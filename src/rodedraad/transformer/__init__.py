"""The transformer of the package: word pieces, and layers in whole numbers."""
