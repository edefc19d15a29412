package io.passthrough.s3;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Deadline;
import io.passthrough.api.Entry;
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket and prefix. Thread-safe; all state is the SDK's client. */
final class S3Store implements AssetStore {

  private static final int BATCH = 1_000;
  private static final Duration LONGEST_DELETE = Duration.ofMinutes(5);

  private final S3Options options;
  private final S3Connection connection;
  private final S3Client client;
  private final S3Errors errors;
  private final Set<Capability> capabilities;
  private final S3Upload upload;
  private volatile boolean bucketSeen;

  S3Store(S3Options options, S3Connection connection, Set<Capability> capabilities) {
    this.options = options;
    this.connection = connection;
    this.client = connection.client();
    this.errors = connection.errors();
    this.capabilities = Set.copyOf(capabilities);
    this.upload = new S3Upload(options, connection);
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    HeadObjectRequest.Builder head =
        HeadObjectRequest.builder().bucket(options.bucket()).key(options.name(key.value()));
    options.expectedBucketOwner().ifPresent(head::expectedBucketOwner);
    try {
      HeadObjectResponse found = client.headObject(head.build());
      bucketSeen = true;
      return Optional.of(S3Info.of(key, found));
    } catch (SdkException e) {
      if (!errors.isMissing(e)) {
        throw errors.of("stat", key, e);
      }
      requireBucket(key);
      return Optional.empty();
    }
  }

  /** The answer to HEAD has no body, so only a GET tells a missing bucket from a missing key. */
  private void requireBucket(AssetKey key) {
    if (bucketSeen) {
      return;
    }
    try {
      client.getObject(get(key).range("bytes=0-0").build()).abort();
    } catch (SdkException e) {
      if (!errors.isMissing(e) && !S3Errors.isUnsatisfiable(e)) {
        throw errors.of("stat", key, e);
      }
    }
    bucketSeen = true;
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    GetObjectRequest.Builder get = get(key);
    if (!range.isAll()) {
      get.range(header(range));
    }
    try {
      ResponseInputStream<GetObjectResponse> in = client.getObject(get.build());
      bucketSeen = true;
      return reader(key, in);
    } catch (SdkException e) {
      throw S3Errors.isUnsatisfiable(e)
          ? errors
              .failure(Kind.INVALID, "read")
              .key(key)
              .cause(e)
              .because("the range starts at or past the end, at " + range.offset())
          : errors.of("read", key, e);
    }
  }

  private static AssetReader reader(AssetKey key, ResponseInputStream<GetObjectResponse> in) {
    try {
      return new S3Reader(S3Info.of(key, in.response()), in);
    } catch (SdkException e) {
      in.abort();
      throw e;
    }
  }

  private GetObjectRequest.Builder get(AssetKey key) {
    GetObjectRequest.Builder get =
        GetObjectRequest.builder().bucket(options.bucket()).key(options.name(key.value()));
    options.expectedBucketOwner().ifPresent(get::expectedBucketOwner);
    return get;
  }

  private static String header(ByteRange range) {
    String end =
        range.length().isPresent()
            ? Long.toString(range.offset() + range.length().getAsLong() - 1)
            : "";
    return "bytes=" + range.offset() + "-" + end;
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Version version = upload.put(key, content, headers, condition);
    bucketSeen = true;
    return version;
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    ListObjectsV2Request.Builder request = listing(options.name(prefix)).maxKeys(limit);
    after.map(this::startAfter).ifPresent(request::startAfter);
    try {
      ListObjectsV2Response response = client.listObjectsV2(request.build());
      int skipped = 0;
      while (isCut(response)
          && response.contents().stream().allMatch(each -> key(each).isEmpty())) {
        skipped += response.contents().size();
        request.continuationToken(response.nextContinuationToken());
        response = client.listObjectsV2(request.build());
      }
      bucketSeen = true;
      return page(response, skipped);
    } catch (SdkException e) {
      throw errors.of("list", e);
    }
  }

  private static boolean isCut(ListObjectsV2Response page) {
    return Boolean.TRUE.equals(page.isTruncated());
  }

  private ListObjectsV2Request.Builder listing(String prefix) {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(options.bucket())
            .prefix(prefix)
            .encodingType(EncodingType.URL);
    options.expectedBucketOwner().ifPresent(request::expectedBucketOwner);
    return request;
  }

  /** A cursor is a key and not the server's token, so that it outlives the server's memory. */
  private String startAfter(Cursor cursor) {
    return cursor
        .key()
        .map(key -> options.name(key.value()))
        .orElseThrow(
            () -> errors.failure(Kind.INVALID, "list").because("the cursor is not of this store"));
  }

  /** A cut page ends at its last key: names after it that are no keys are counted on the next. */
  private Page page(ListObjectsV2Response response, int skippedBefore) {
    List<Entry> entries = new ArrayList<>();
    int skipped = skippedBefore;
    int skippedToLastKey = skippedBefore;
    for (S3Object object : response.contents()) {
      Optional<AssetKey> key = key(object);
      if (key.isPresent()) {
        entries.add(S3Info.entry(key.get(), object));
        skippedToLastKey = skipped;
      } else {
        skipped++;
      }
    }
    if (!isCut(response)) {
      return new Page(entries, Optional.empty(), skipped);
    }
    Cursor next = Cursor.after(entries.get(entries.size() - 1).key());
    return new Page(entries, Optional.of(next), skippedToLastKey);
  }

  private Optional<AssetKey> key(S3Object object) {
    return AssetKey.parse(object.key().substring(options.name("").length()));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    Deadline deadline = Deadline.after(LONGEST_DELETE);
    connection.retries().until(Optional.of(deadline));
    try {
      return delete(List.copyOf(keys), deadline);
    } finally {
      connection.retries().until(Optional.empty());
    }
  }

  private Map<AssetKey, AssetStoreException> delete(List<AssetKey> all, Deadline deadline) {
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<AssetKey> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      if (deadline.isOver()) {
        batch.forEach(key -> failures.put(key, late(key, deadline)));
        continue;
      }
      try {
        deleteBatch(batch, failures);
      } catch (SdkException e) {
        if (from == 0 && !connection.retries().takeUncertain()) {
          throw errors.of("delete", e);
        }
        batch.forEach(key -> failures.put(key, errors.of("delete", key, e)));
      }
    }
    return failures;
  }

  private AssetStoreException late(AssetKey key, Deadline deadline) {
    return errors.failure(Kind.UNAVAILABLE, "delete").key(key).because(deadline.reason());
  }

  private void deleteBatch(List<AssetKey> batch, Map<AssetKey, AssetStoreException> failures) {
    Map<String, AssetKey> byName = new HashMap<>();
    batch.forEach(key -> byName.put(options.name(key.value()), key));
    List<ObjectIdentifier> names =
        byName.keySet().stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList();
    DeleteObjectsRequest.Builder request =
        DeleteObjectsRequest.builder()
            .bucket(options.bucket())
            .delete(Delete.builder().objects(names).quiet(true).build());
    options.expectedBucketOwner().ifPresent(request::expectedBucketOwner);
    for (S3Error error : client.deleteObjects(request.build()).errors()) {
      AssetKey known = byName.get(error.key());
      List<AssetKey> meant = known == null ? batch : List.of(known);
      if (!"NoSuchKey".equals(error.code())) {
        meant.forEach(key -> failures.put(key, errors.of(key, error)));
      }
    }
  }

  @Override
  public List<Finding> inspect() {
    return new S3Inspection(options, connection).run(capabilities);
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Returns such as {@code s3://web/shop}. */
  @Override
  public String toString() {
    return options.store();
  }
}
