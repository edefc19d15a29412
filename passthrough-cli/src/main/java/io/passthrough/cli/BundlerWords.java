package io.passthrough.cli;

import io.passthrough.cli.demo.Bundler;
import java.util.Iterator;
import java.util.stream.Stream;

/** The bundlers as a user writes them, for completions. */
final class BundlerWords implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Stream.of(Bundler.values()).map(Bundler::word).iterator();
  }
}
