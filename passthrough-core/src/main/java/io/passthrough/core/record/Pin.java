package io.passthrough.core.record;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody wants a release to be kept.
 *
 * @param host the writer's host
 * @param reason why
 * @param at when it was made, as {@link RecordTime} tells
 */
public record Pin(String host, Optional<String> reason, Instant at) {}
