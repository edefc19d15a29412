package io.passthrough.core.serving;

import io.passthrough.core.fallback.Fetch;

/** Where an answer came from, as the field {@code X-Passthrough} tells. */
enum Origin {
  /** This release's own files. */
  LOCAL("local"),
  /** Memory: bytes that came from the store before, or what the records say. */
  CACHE("cache"),
  /** The store, for this very request. */
  STORE("store"),
  /** Nobody has it. */
  MISS("miss"),
  /** The store could not be asked. */
  ERROR("error");

  private static final String FIELD = "X-Passthrough";

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /** One caller caused the read; the others found what was on its way already. */
  static Origin of(Fetch<?> fetch) {
    return fetch.leader() ? STORE : CACHE;
  }

  /** Returns whether an answer came from the store, now or before. */
  static boolean isStored(Response response) {
    return response
        .field(FIELD)
        .filter(word -> word.equals(STORE.word) || word.equals(CACHE.word))
        .isPresent();
  }

  Field field() {
    return new Field(FIELD, word);
  }
}
