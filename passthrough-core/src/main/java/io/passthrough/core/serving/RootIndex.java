package io.passthrough.core.serving;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.fingerprint.Fingerprints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every file of this release by the URL path that names it. No request reaches the file system to
 * find out what to serve. Immutable but for being closed.
 *
 * @param files the files by their decoded URL path
 * @param plain those of them whose path a request can only write in one way, for a quick look
 * @param codings the URL paths of codings of neighbours, which are nothing by themselves
 * @param moved the URL paths of folders with a page, without their slash, and where to go instead
 * @param page the page that answers navigations
 * @param fixed the files that their names call fingerprinted
 * @param names what the names of all files tell about others
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
    Map<String, String> moved,
    Optional<LocalFile> page,
    List<FixedFile> fixed,
    Fingerprints names,
    Optional<Sha256> digest,
    List<String> notices,
    RootState state,
    long memory,
    List<AutoCloseable> resources)
    implements AutoCloseable {

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
