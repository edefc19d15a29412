package io.passthrough.core.build;

import java.io.Closeable;
import java.util.List;

/**
 * The files found in a source.
 *
 * @param files what may be served, in the UTF-8 order of their paths
 * @param hidden dot-named JSON files
 * @param warnings what was passed over
 * @param resource what the contents are read from
 */
record BuildFiles(
    List<BuildFile> files, List<BuildFile> hidden, List<String> warnings, Closeable resource) {}
