package io.passthrough.cli;

import io.passthrough.tck.Tier;
import java.util.Iterator;
import java.util.stream.Stream;

/** The tiers as a user writes them, for completions. */
final class TierWords implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Stream.of(Tier.values()).map(Arguments::word).iterator();
  }
}
