"""Statements of all sources together: kinships, neighbours, subjects, threads, tensions, references and gaps."""
