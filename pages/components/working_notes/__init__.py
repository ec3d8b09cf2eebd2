"""What people who answer together wrote beside the answers, where it is not the form of a theme that shows it."""
