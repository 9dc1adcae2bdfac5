"""The commands by what they are about: each a parser of its options; what it does is loaded when it runs."""
