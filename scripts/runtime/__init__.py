"""Steps of the browser runtime's build: trimmed standard library, memory snapshot, payloads, manifest."""
