package io.passthrough.core.record;

/**
 * How an attempt began.
 *
 * @param action why the release must be whole
 * @param host the writer's host
 */
public record Opened(Action action, String host) {}
