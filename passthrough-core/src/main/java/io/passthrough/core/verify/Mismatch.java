package io.passthrough.core.verify;

/**
 * A difference between an answer and what it must be.
 *
 * @param expected what was expected
 * @param actual what came
 * @param cause the likely cause, and what to do
 */
record Mismatch(String expected, String actual, String cause) {}
