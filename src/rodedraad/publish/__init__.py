"""Records to bytes that people use elsewhere. Pure: the same view and stamp give the same bytes."""
