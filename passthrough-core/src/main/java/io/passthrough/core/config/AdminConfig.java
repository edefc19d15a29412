package io.passthrough.core.config;

/**
 * Where health is told: never where the public asks.
 *
 * @param address where it listens, such as {@code 127.0.0.1}
 * @param port the port, 0 to 65,535; 0 picks one
 */
public record AdminConfig(String address, int port) {}
