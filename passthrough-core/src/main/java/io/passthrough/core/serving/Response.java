package io.passthrough.core.serving;

import java.util.List;

/**
 * A response without what belongs to a connection: an adapter adds Date and Connection.
 *
 * @param status the status code
 * @param fields the field lines, Content-Length among them where there is one
 * @param body what follows; nothing for HEAD and 304
 */
public record Response(int status, List<Field> fields, Body body) {}
