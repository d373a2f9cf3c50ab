"""The flow language: what can be asked. Pure; `model` is what a flow is, `language` checks what a file says."""
