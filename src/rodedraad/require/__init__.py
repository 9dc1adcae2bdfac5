"""What the transition takes, and what the region has of it: requirements, offers, ways to arrange the infrastructure."""
