"""Document to statements, every one anchored."""
