package io.passthrough.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import java.util.List;

/** What a gateway does to keep a lease, tried on one object beside the leases that goes again. */
final class LeaseChecks {

  static final String LEASE = "lease";

  private static final String FOLDER = ".passthrough/leases/";
  private static final String GRANT =
      "grant the right to put and delete what is below '"
          + FOLDER
          + "', or say 'gateway.assets.lease: none'";
  private static final AssetHeaders HEADERS =
      AssetHeaders.of("text/plain").withCacheControl("no-store");

  private final AssetStore store;
  private final AssetKey key;
  private final Notes notes;

  /**
   * Makes the checks.
   *
   * @param store opened as for leases
   * @param environment the gateway's environment
   */
  LeaseChecks(AssetStore store, EnvironmentName environment, Notes notes) {
    this.store = store;
    this.key = AssetKey.of(FOLDER + environment + "/doctor");
    this.notes = notes;
  }

  void run() {
    notes.step(LEASE, this::keep);
  }

  private void keep() {
    try {
      put("Made by passthrough doctor.\n");
      put("Made again.\n");
    } catch (AssetStoreException e) {
      refused(e);
      return;
    }
    store.delete(List.of(key)).values().stream()
        .findFirst()
        .ifPresentOrElse(
            this::refused, () -> notes.ok(LEASE, "can be put, renewed and given back"));
  }

  private void put(String text) {
    var unused = store.put(key, Content.of(text.getBytes(UTF_8)), HEADERS, PutCondition.ALWAYS);
  }

  private void refused(AssetStoreException e) {
    if (e.kind() != AssetStoreException.Kind.ACCESS_DENIED) {
      throw e;
    }
    notes.warning(LEASE, String.valueOf(e.getMessage()), GRANT);
  }
}
