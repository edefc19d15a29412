package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.build.BuildState;
import io.passthrough.core.fingerprint.Fingerprints;
import io.passthrough.core.fingerprint.NamePlace;
import io.passthrough.core.page.PageIndex;
import io.passthrough.core.url.ReleaseUrls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Every file of this release by the URL path that names it. No request reaches the file system to
 * find out what to serve. Immutable but for being closed.
 *
 * @param files the files by their decoded URL path
 * @param plain those of them whose path a request can only write in one way, for a quick look
 * @param codings the URL paths of codings of neighbours, which are nothing by themselves
 * @param pages which of them answer navigations that name no file
 * @param fixed the files that their names call fingerprinted
 * @param places where those lie
 * @param names what the names of all files tell about others
 * @param urls the URLs of the assets by their logical names
 * @param digest the release's digest, when something lies under the base
 * @param notices what an operator should know
 * @param state how the root was
 * @param memory how many bytes of memory the bodies take
 * @param resources what is closed with the index
 */
record RootIndex(
    Map<String, LocalFile> files,
    Map<String, LocalFile> plain,
    Set<String> codings,
    PageIndex pages,
    List<FixedFile> fixed,
    Set<NamePlace> places,
    Fingerprints names,
    ReleaseUrls urls,
    Optional<Sha256> digest,
    List<String> notices,
    BuildState state,
    long memory,
    List<AutoCloseable> resources)
    implements AutoCloseable {

  /**
   * Returns whether the release has fingerprinted files of which a key may be another version.
   *
   * @param key a key that it does not have, where the base is {@code /}
   */
  boolean hasFingerprintedLike(AssetKey key) {
    return places.contains(NamePlace.of(key)) || names.isFingerprinted(key.value());
  }

  /** Returns a file that is there. */
  LocalFile file(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  @Override
  public void close() {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot close the root", e);
      }
    }
  }
}
