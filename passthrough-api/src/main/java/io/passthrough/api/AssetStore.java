package io.passthrough.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One opened container (bucket, directory) and prefix.
 *
 * <p>Thread-safe and blocking. An implementer may rely on what core's guard checks first: no
 * argument is null, keys and ranges are well-formed, the store is not closed, a {@code put} or
 * {@code delete} comes only after {@link Access#WRITE}, {@link PutCondition#IF_ABSENT} only where
 * {@link Capability#CREATE_IF_ABSENT} is declared, a content yields the bytes of its length or
 * throws, a listing's prefix is the start of some key and its {@code limit} 1 to 1,000, and a
 * {@code delete} has at least one key and none twice.
 *
 * <p>An interrupt is noticed between I/O steps, at the latest at the call's time limit: {@link
 * AssetStoreException.Kind#OUTCOME_UNKNOWN OUTCOME_UNKNOWN} for a put that may have happened, else
 * {@link AssetStoreException.Kind#UNAVAILABLE UNAVAILABLE}, not retryable, the thread's flag kept.
 *
 * <p>A missing container, wrong credentials and a refused connection are errors in every operation,
 * never "absent" and never an empty page.
 */
public interface AssetStore extends AutoCloseable {

  /** The largest page that {@link #list} is ever asked for: {@value} entries. */
  int MAX_PAGE_SIZE = 1_000;

  /**
   * Returns what this store can do beyond the required. Constant for an opened store: the backend
   * is not asked again.
   *
   * @return the declared capabilities; a declared one works, an undeclared one is never asked for
   */
  Set<Capability> capabilities();

  /**
   * Looks at an object without reading it. Absent: empty. Present: headers, full size, time and
   * version of one and the same state. Concurrent writers: the state before or after, never a mix.
   *
   * @param key the object's key
   * @return what is known of the object, or empty when no object has the key
   * @throws AssetStoreException with kind ACCESS_DENIED, THROTTLED or UNAVAILABLE
   */
  Optional<AssetInfo> stat(AssetKey key);

  /**
   * Opens an object, or a part of it, for reading. Headers and bytes belong to one version. An end
   * past the object is cut; {@link ByteRange#ALL} on an empty object reads nothing. Bytes are the
   * stored ones, whatever the Content-Encoding. Concurrent overwrite: the old bytes to the end, or
   * an exception from the stream; never a mix. A body that breaks off: an exception from the
   * stream, never a clean end.
   *
   * @param key the object's key
   * @param range the part wanted
   * @return an open reader, which the caller closes
   * @throws AssetStoreException with kind NOT_FOUND when absent, INVALID when the range starts at
   *     or past the end, ACCESS_DENIED, THROTTLED or UNAVAILABLE
   */
  AssetReader read(AssetKey key, ByteRange range);

  /**
   * Puts an object: body and headers together, atomically, all or nothing. Present: replaced as a
   * whole, headers too, or refused, as the condition says. Until the call returns, readers see the
   * old state. The content is opened once for each attempt, and each opened stream is closed. A
   * content that is shorter or longer than its length: INVALID, nothing stored. A key that the
   * backend cannot hold under its own name: INVALID, nothing sent.
   *
   * <p>CONDITION_FAILED is answered only when the object was there before this call. When an
   * earlier attempt of the same call may have been applied: OUTCOME_UNKNOWN.
   *
   * @param key the object's key
   * @param content the bytes
   * @param headers type, caching, coding and metadata, stored as given
   * @param condition when the put may take effect
   * @return the version that the object has now
   * @throws AssetStoreException with kind CONDITION_FAILED, INVALID, ACCESS_DENIED, UNSUPPORTED,
   *     THROTTLED, UNAVAILABLE or OUTCOME_UNKNOWN
   */
  Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition);

  /**
   * Lists objects whose key starts with a string, in the order of the keys' UTF-8 bytes. A page may
   * be short or empty while {@link Page#next()} is there. Objects that exist during the whole
   * listing are seen once; others may or may not be seen. No folders, sidecars or staging files;
   * objects whose name is no legal key are skipped and counted in {@link Page#skipped()}.
   *
   * @param prefix a plain string prefix, relative to the store's own and the start of some key;
   *     {@code fo} matches {@code foo/a} and {@code fob}; empty for all
   * @param after where an earlier page ended, or empty for the first; valid in any process
   * @param limit the most entries to return, 1 to {@value #MAX_PAGE_SIZE}
   * @return a page
   * @throws AssetStoreException with kind INVALID for a cursor that this store did not make,
   *     ACCESS_DENIED, THROTTLED or UNAVAILABLE
   */
  Page list(String prefix, Optional<Cursor> after, int limit);

  /**
   * Deletes objects. Any number; an absent one counts as deleted; one that fails does not stop the
   * others.
   *
   * @param keys the objects' keys; core takes duplicates out, so that a provider meets none
   * @return the failures only, empty when all are gone
   * @throws AssetStoreException when nothing could be tried at all, with kind ACCESS_DENIED,
   *     THROTTLED or UNAVAILABLE
   */
  Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys);

  /**
   * Looks at the container's settings and leftovers for an operator: versioning, lifecycle rules,
   * abandoned uploads. Reads only.
   *
   * @return what was found, the most serious first
   * @throws AssetStoreException with kind ACCESS_DENIED, THROTTLED or UNAVAILABLE
   */
  default List<Finding> inspect() {
    return List.of();
  }

  /** Closes the store and what it opened. Idempotent; never throws for a store that is broken. */
  @Override
  void close();
}
