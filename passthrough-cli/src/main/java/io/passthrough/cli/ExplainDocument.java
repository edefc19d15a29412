package io.passthrough.cli;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.prune.KeyStay;
import io.passthrough.core.release.Explanation;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.serving.Response;
import io.passthrough.core.serving.UrlExplanation;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a URL is answered with and why, and which releases have its key. */
record ExplainDocument(
    @Nullable String key,
    String url,
    @Nullable Answer answer,
    @Nullable String kind,
    @Nullable String evidence,
    @Nullable String sha256,
    @Nullable Long size,
    String source,
    List<String> releases,
    List<String> pruned,
    @Nullable Stay stay)
    implements Document {

  /** So many causes are for people; the others are for programs. */
  private static final int CAUSES = 5;

  /**
   * What the store's records tell.
   *
   * @param explanation which releases have the key
   * @param stay how long it stays; empty when no release has it, or that is unknown
   */
  record Stored(Explanation explanation, Optional<KeyStay> stay) {}

  /**
   * How long the key stays in the store.
   *
   * @param kept whether a prune now would leave it
   * @param until until when at least; null when a hand may end it at any time
   * @param openEnded whether it stays longer as long as nobody does anything
   * @param causes why
   */
  record Stay(boolean kept, @Nullable String until, boolean openEnded, List<Cause> causes) {

    /** What keeps it or no longer does; the release is null for a version of an asset. */
    record Cause(@Nullable String release, String reason) {

      String text() {
        return release == null ? reason : "'" + release + "': " + reason;
      }
    }

    static Stay of(KeyStay stay) {
      return new Stay(
          stay.isKept(),
          stay.until().map(until -> until.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null),
          stay.isOpenEnded(),
          stay.causes().stream()
              .map(
                  cause ->
                      new Cause(
                          cause.release().map(ReleaseName::value).orElse(null), cause.reason()))
              .toList());
    }

    void addTo(Table table) {
      table.row("stays", text());
      causes.stream()
          .limit(CAUSES)
          .forEach(cause -> table.row(kept ? "kept by" : "ended", cause.text()));
      if (causes.size() > CAUSES) {
        table.row("", "and " + (causes.size() - CAUSES) + " more; --json names each");
      }
    }

    private String text() {
      if (!kept) {
        return "no longer: the next prune deletes it";
      }
      if (until == null) {
        return "as long as what keeps it does";
      }
      return openEnded ? "until " + until + " at least" : "until " + until;
    }
  }

  /**
   * A file of the root.
   *
   * @param asset what it is
   * @param finding why it has its kind
   */
  record Local(ManifestAsset asset, Finding finding) {}

  /**
   * What a browser gets that opens the URL.
   *
   * @param what {@code file}, {@code page}, {@code redirect}, {@code stored} or {@code nothing}
   * @param file the URL path of the root's file that is sent, or where a redirect leads
   * @param reason why it is that
   * @param status the status
   * @param type the Content-Type
   * @param cacheControl the Cache-Control
   * @param vary the Vary
   * @param otherStatus the status for requests that are no navigation
   */
  record Answer(
      String what,
      @Nullable String file,
      String reason,
      int status,
      @Nullable String type,
      @Nullable String cacheControl,
      @Nullable String vary,
      int otherStatus) {

    static Answer of(UrlExplanation explanation) {
      Response response = explanation.response();
      return new Answer(
          explanation.answer().word(),
          explanation.file().orElse(null),
          explanation.reason(),
          response.status(),
          response.field("Content-Type").orElse(null),
          response.field("Cache-Control").orElse(null),
          response.field("Vary").orElse(null),
          explanation.otherStatus());
    }

    String text() {
      String where = file == null ? "" : " '" + file + "'";
      return what + where + " with " + status + ": " + reason;
    }

    void addTo(Table table) {
      table.row("answer", text());
      row(table, "type", type);
      row(table, "cache", cacheControl);
      row(table, "vary", vary);
      if (otherStatus != status) {
        table.row("others", otherStatus + " for a script, an image or any other request");
      }
    }

    private static void row(Table table, String name, @Nullable String value) {
      if (value != null) {
        table.row(name, value);
      }
    }
  }

  static ExplainDocument of(
      String url, Optional<Local> here, Optional<Stored> known, Optional<UrlExplanation> answer) {
    Optional<Explanation> stored = known.map(Stored::explanation);
    Optional<KnownAsset> asset = stored.flatMap(Explanation::asset);
    Optional<ManifestAsset> local = here.map(Local::asset);
    return new ExplainDocument(
        stored.map(Explanation::key).map(AssetKey::value).orElse(null),
        url,
        answer.map(Answer::of).orElse(null),
        local
            .map(ManifestAsset::kind)
            .or(() -> asset.map(KnownAsset::kind))
            .map(AssetKind::word)
            .orElse(null),
        here.map(Local::finding)
            .or(() -> asset.flatMap(it -> stored.map(Explanation::finding)))
            .map(Finding::description)
            .orElse(null),
        local
            .map(ManifestAsset::sha256)
            .or(() -> asset.map(KnownAsset::sha256))
            .map(Sha256::hex)
            .orElse(null),
        local.map(ManifestAsset::size).or(() -> asset.map(KnownAsset::size)).orElse(null),
        local.isPresent() ? "local" : asset.isPresent() ? "store" : source(answer),
        names(stored.map(Explanation::releases)),
        names(stored.map(Explanation::pruned)),
        known.flatMap(Stored::stay).map(Stay::of).orElse(null));
  }

  private static List<String> names(Optional<List<ReleaseName>> releases) {
    return releases.orElse(List.of()).stream().map(ReleaseName::value).toList();
  }

  /** Where what has no key, or is in no record, comes from. */
  private static String source(Optional<UrlExplanation> answer) {
    return answer
        .map(UrlExplanation::answer)
        .map(
            it ->
                switch (it) {
                  case FILE, PAGE, REDIRECT -> "local";
                  case STORED -> "store";
                  case NOTHING -> "absent";
                })
        .orElse("absent");
  }

  @Override
  public String text() {
    Table table = new Table();
    if (key != null) {
      table.row("key", key);
    }
    table.row("url", url);
    if (answer != null) {
      answer.addTo(table);
    }
    table.row("source", meaning());
    if (kind != null && sha256 != null && size != null) {
      table
          .row("kind", evidence == null ? kind : kind + ": " + evidence)
          .row("size", Sizes.bytes(size))
          .row("sha256", sha256);
    }
    table.row("releases", releases.isEmpty() ? "none" : String.join(", ", releases));
    if (!pruned.isEmpty()) {
      table.row("pruned", String.join(", ", pruned));
    }
    if (stay != null) {
      stay.addTo(table);
    }
    return table.toString();
  }

  private String meaning() {
    return switch (source) {
      case "local" -> "local: the root of this configuration has it";
      case "store" -> "store: the root does not have it, the store does";
      default -> "absent: a gateway answers 404";
    };
  }
}
