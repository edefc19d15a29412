package io.passthrough.cli.doctor;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Entry;
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.cli.scratch.Scratch;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.util.Optional;

/** What a gateway does with a store, but for its records. */
final class ReadChecks {

  static final String LIST = "list";
  static final String MISSING = "missing key";
  static final String READ = "read";
  static final String CONTAINER = "container";
  static final String SCRATCH = "scratch place";

  /** The option of providers whose backend refuses absent keys to those who may not list. */
  static final String FORBIDDEN_AS_MISSING = "forbidden_as_missing";

  private final AssetStore store;
  private final AssetKey absent;
  private final boolean knowsAsMissing;
  private final Notes notes;

  /**
   * Makes the checks.
   *
   * @param store opened for reading
   * @param absent a key that nothing has
   * @param knowsAsMissing whether the provider can take a refusal for an absent key
   */
  ReadChecks(AssetStore store, AssetKey absent, boolean knowsAsMissing, Notes notes) {
    this.store = store;
    this.absent = absent;
    this.knowsAsMissing = knowsAsMissing;
    this.notes = notes;
  }

  void run() {
    notes.step(LIST, this::list);
    if (notes.failed(LIST)) {
      notes.notChecked(MISSING, "the store does not answer");
      return;
    }
    notes.step(MISSING, this::missing);
    notes.step(CONTAINER, this::container);
  }

  private void list() {
    Page page = store.list("", Optional.empty(), AssetStore.MAX_PAGE_SIZE);
    String more = page.next().isPresent() ? " on the first page, and more" : "";
    notes.ok(LIST, page.entries().size() + " objects" + more);
    if (page.skipped() > 0) {
      notes.info(LIST, page.skipped() + " names are no legal keys and are left alone", "");
    }
    page.entries().stream()
        .filter(entry -> entry.size() > 0)
        .findFirst()
        .ifPresentOrElse(
            entry -> notes.step(READ, () -> read(entry)),
            () -> notes.notChecked(READ, "nothing is there to read yet"));
    notes.step(SCRATCH, this::scratch);
  }

  private void read(Entry entry) {
    try (AssetReader reader = store.read(entry.key(), ByteRange.of(0, 1))) {
      int bytes = reader.body().readAllBytes().length;
      if (bytes == 1) {
        notes.ok(READ, "a byte of '" + entry.key() + "'");
      } else {
        notes.wrong(
            READ,
            bytes + " bytes came instead of one, of '" + entry.key() + "'",
            "see what 'passthrough probe --only ranges.*' says");
      }
    } catch (IOException e) {
      notes.failed(READ, "The connection was closed early: " + e.getMessage(), "run it again");
    }
  }

  private void scratch() {
    int left = StoreOperations.list(store, Scratch.FOLDER).size();
    if (left > 0) {
      notes.warning(
          SCRATCH,
          left + " objects of a probe or doctor that was cut off, or runs now",
          "delete what begins with '" + Scratch.FOLDER + "' once none runs");
    }
  }

  private void missing() {
    try {
      if (store.stat(absent).isEmpty()) {
        notes.ok(MISSING, "is answered as absent");
      } else {
        notes.wrong(MISSING, "is said to be there, '" + absent + "'", "run 'passthrough probe'");
      }
    } catch (AssetStoreException e) {
      if (e.kind() != Kind.ACCESS_DENIED) {
        throw e;
      }
      notes.warning(MISSING, "is refused: a gateway would answer 502, not 404", advice());
    }
  }

  private String advice() {
    String grant = "grant the right to list";
    return knowsAsMissing ? grant + ", or set '" + FORBIDDEN_AS_MISSING + ": true'" : grant;
  }

  private void container() {
    store.inspect().forEach(this::found);
  }

  private void found(Finding finding) {
    switch (finding.severity()) {
      case ERROR -> notes.wrong(CONTAINER, finding.message(), finding.next());
      case WARNING -> notes.warning(CONTAINER, finding.message(), finding.next());
      case INFO -> notes.info(CONTAINER, finding.message(), finding.next());
    }
  }
}
