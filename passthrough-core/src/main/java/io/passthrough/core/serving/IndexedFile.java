package io.passthrough.core.serving;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file of the root as it was when it was indexed.
 *
 * @param path where it is, links resolved
 * @param size its size in bytes
 * @param lastModified when it was last written
 */
record IndexedFile(Path path, long size, Instant lastModified) {}
