"""The parts of the Report page: looking, issuing, what was issued, the board's decision, exports, and who looked."""
