package io.passthrough.core.serving;

/**
 * A field line of a request or response (RFC 9110, section 5).
 *
 * @param name the field's name
 * @param value its value
 */
public record Field(String name, String value) {}
