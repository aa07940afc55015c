"""The parts that screens are made of: documents come down, messages go up."""
