"""What a plan is: frozen values. No files, no clock, no terminal."""
