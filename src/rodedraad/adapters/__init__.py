"""Databases, files and processes behind the ports: the only modules that touch what lies outside the program."""
