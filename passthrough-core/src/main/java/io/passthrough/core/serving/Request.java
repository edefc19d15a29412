package io.passthrough.core.serving;

import java.util.List;

/**
 * A request, as an adapter took it off the wire.
 *
 * @param method the method, case-sensitive
 * @param target the request target as received, one char for each byte (ISO 8859-1)
 * @param fields the field lines in order
 */
public record Request(String method, String target, List<Field> fields) {}
