package io.passthrough.core.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How files become assets.
 *
 * @param mount the URL path at which the root is mounted
 * @param base the URL path under which assets lie; key = URL minus base
 * @param exclude globs of keys to leave out
 * @param fingerprinted globs of keys that are fingerprinted in any case
 * @param mutable globs of keys that are mutable in any case
 * @param manifest the bundler's manifest, when it is not to be looked for
 * @param concurrency how many files are hashed at once
 */
public record ScanRules(
    String mount,
    String base,
    List<String> exclude,
    List<String> fingerprinted,
    List<String> mutable,
    Optional<Path> manifest,
    int concurrency) {}
