"""The interview: a pure state machine over a flow, and the protocol of those who ask. No terminal, no file."""
