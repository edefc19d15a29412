package io.passthrough.core.serving;

import java.util.List;
import java.util.Optional;

/**
 * A response without what belongs to a connection: an adapter adds Date and Connection.
 *
 * @param status the status code
 * @param fields the field lines, Content-Length among them where there is one
 * @param body what follows; nothing for HEAD and 304
 */
public record Response(int status, List<Field> fields, Body body) {

  /**
   * Finds a field's value.
   *
   * @param name the field's name, in any case
   * @return the value of its first line, or empty when there is none
   */
  public Optional<String> field(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }
}
