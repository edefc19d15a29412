package com.example.passthrough.jdbc;

import io.passthrough.api.AssetKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How keys are named in the table: prefix, slash and key as UTF-8 bytes. Bytes and not text, so
 * that no collation of the database folds or orders them.
 */
final class Names {

  /** No UTF-8 has this byte, so it comes after every name. */
  private static final byte AFTER_ALL = (byte) 0xff;

  private final String prefix;

  Names(String prefix) {
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
  }

  byte[] of(AssetKey key) {
    return first(key.value());
  }

  /** Returns the key of a name, or empty for one that another tool has made and is no key. */
  Optional<AssetKey> key(byte[] name) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
      return AssetKey.parse(text.substring(prefix.length()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The least name whose key may start with a text. */
  byte[] first(String start) {
    return (prefix + start).getBytes(StandardCharsets.UTF_8);
  }

  /** What is above every name whose key starts with a text. */
  byte[] end(String start) {
    byte[] first = first(start);
    byte[] end = Arrays.copyOf(first, first.length + 1);
    end[first.length] = AFTER_ALL;
    return end;
  }
}
