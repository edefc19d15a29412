package io.passthrough.core.record;

/**
 * That something was set aside.
 *
 * @param host the writer's host
 */
public record Forgotten(String host) {}
