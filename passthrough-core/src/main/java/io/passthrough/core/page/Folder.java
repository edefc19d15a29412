package io.passthrough.core.page;

import java.util.Optional;

/**
 * A folder on the way to a page.
 *
 * @param page what answers for what is not there, or empty when nothing does
 */
record Folder(Optional<Page> page) {

  /** A folder without a page for what is not there. */
  static final Folder EMPTY = new Folder(Optional.empty());
}
