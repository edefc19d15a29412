/** The compatibility test kit: shows whether a storage provider keeps the contract. */
module io.passthrough.tck {
  requires transitive io.passthrough.api;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;
  requires com.fasterxml.jackson.databind;
  requires io.passthrough.core;

  exports io.passthrough.tck;
}
