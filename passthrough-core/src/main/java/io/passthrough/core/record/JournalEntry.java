package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;

/**
 * What was done when records were put.
 *
 * @param action why the release had to be whole
 * @param release the release
 */
public record JournalEntry(Action action, ReleaseName release) {}
