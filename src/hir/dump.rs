//! Prints a lowered file as text: the oracle of the lowering tests. Must not interpret.
