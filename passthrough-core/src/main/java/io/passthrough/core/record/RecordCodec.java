package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Between a record's value and the fields of its JSON.
 *
 * @param <T> the value
 */
interface RecordCodec<T> {

  /** Writes the fields beyond those that all records have. */
  void write(T value, ObjectNode node);

  /**
   * Reads the fields.
   *
   * @param fields all fields
   * @param at when the record was put
   * @throws CorruptRecordException when a field is missing or wrong
   */
  T read(Fields fields, Instant at);
}
