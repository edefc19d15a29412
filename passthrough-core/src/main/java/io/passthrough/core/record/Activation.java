package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Optional;

/**
 * That a release became current. It counts only while its attempt is READY.
 *
 * @param number its place in the environment's order
 * @param release the release
 * @param attempt the attempt that checked the release
 * @param action activate or rollback
 * @param previous the release that was current before, or empty for a new environment
 * @param at when it was made, as {@link RecordTime} tells
 */
public record Activation(
    long number,
    ReleaseName release,
    AttemptId attempt,
    Action action,
    Optional<ReleaseName> previous,
    Instant at) {}
