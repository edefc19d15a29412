package io.passthrough.core.fingerprint;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A classifier of names, trained on the names of one build: which hold a digest of the file's
 * bytes. It goes by evidence, the strongest first: manifests, folders and forms that frameworks
 * document, families of names, and names that no person writes. In doubt a name has no digest: one
 * wrongly called immutable is cached for a year.
 *
 * <p>Names are URL paths without the first slash. An instance never changes and may be shared.
 */
public final class Fingerprints {

  /** What is known without any build. */
  public static final Fingerprints NONE = new Fingerprints(List.of(), ManifestNames.NONE);

  private final ManifestNames manifests;
  private final ManifestDigests digests;
  private final Families families;
  private final ChunkParts parts;

  /**
   * Learns the names of a build.
   *
   * @param names the URL paths of its files, without the first slash
   * @param manifests what its manifests say of them
   */
  public Fingerprints(Collection<String> names, ManifestNames manifests) {
    this(manifests, stems(names));
  }

  private Fingerprints(ManifestNames manifests, Set<FileStem> stems) {
    this(manifests, new Families(stems), new ChunkParts(stems));
  }

  private Fingerprints(ManifestNames manifests, Families families, ChunkParts parts) {
    this.manifests = manifests;
    this.digests = new ManifestDigests(manifests);
    this.families = families;
    this.parts = parts;
  }

  private static Set<FileStem> stems(Collection<String> names) {
    Set<FileStem> stems = new HashSet<>();
    for (String name : names) {
      if (Companions.stem(name).isEmpty()) {
        stems.add(FileStem.of(name));
      }
    }
    return stems;
  }

  /**
   * Returns what the names tell without the manifests.
   *
   * @return a classifier that shares what was learnt
   */
  public Fingerprints byNamesAlone() {
    return new Fingerprints(ManifestNames.NONE, families, parts);
  }

  /**
   * Judges a name, one of the build or another.
   *
   * @param name a URL path without the first slash and without a companion's ending
   * @return what it is called, and why
   */
  public Finding find(String name) {
    if (manifests.originals().contains(name)) {
      return Finding.of(Evidence.ORIGINAL);
    }
    FileStem stem = FileStem.of(name);
    List<NameToken> tokens = stem.tokens();
    return digests
        .form(name)
        .map(it -> Finding.of(Evidence.MANIFEST, it))
        .or(
            () ->
                DocumentedPlaces.find(name, stem, tokens)
                    .map(it -> Finding.of(Evidence.DOCUMENTED, it)))
        .or(() -> part(stem))
        .or(() -> family(stem, tokens))
        .or(() -> alone(tokens))
        .orElse(Finding.NONE);
  }

  /**
   * Returns whether a name holds a digest and is no companion's.
   *
   * @param name a URL path without the first slash
   * @return whether its bytes never change under it
   */
  public boolean isFingerprinted(String name) {
    return Companions.stem(name).isEmpty() && find(name).isFingerprint();
  }

  /**
   * Returns whether a name looks as if it held a digest. That is a guess, good for a hint alone.
   *
   * @param name a URL path without the first slash
   * @return whether a part of it is likelier as a digest than as writing
   */
  public static boolean mayHoldDigest(String name) {
    return FileStem.of(name).tokens().stream().anyMatch(NameToken::looksLikeDigest);
  }

  private Optional<Finding> part(FileStem stem) {
    return parts.hold(stem) ? Optional.of(Finding.of(Evidence.CHUNK_PART)) : Optional.empty();
  }

  private Optional<Finding> family(FileStem stem, List<NameToken> tokens) {
    return tokens.stream()
        .flatMap(token -> families.form(stem.folder(), token).stream())
        .findFirst()
        .map(it -> Finding.of(Evidence.FAMILY, it));
  }

  private static Optional<Finding> alone(List<NameToken> tokens) {
    return tokens.stream()
        .filter(LoneDigests::isOne)
        .findFirst()
        .map(it -> Finding.of(Evidence.ALONE, it.form()));
  }
}
