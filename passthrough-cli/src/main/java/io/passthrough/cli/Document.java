package io.passthrough.cli;

/** A result: a JSON document for programs, a text for people. */
interface Document {

  /** What becomes the JSON document. */
  default Object json() {
    return this;
  }

  /** The same for people; ends without a line break. */
  String text();
}
