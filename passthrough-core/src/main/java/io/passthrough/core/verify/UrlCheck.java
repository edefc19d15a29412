package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import java.net.URI;
import java.util.Optional;

/** One check of one URL. */
interface UrlCheck {

  /** Returns the asset that is asked for; empty for what is none. */
  Optional<AssetKey> key();

  /** Returns the URL that is asked for. */
  URI url();

  /**
   * Asks, and notes what is found.
   *
   * @throws UnansweredException when there is no answer
   */
  void run(ProbeClient client, CheckNotes notes);
}
