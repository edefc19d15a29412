package io.passthrough.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
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
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.azure.AzureConnections.Lease;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A container and prefix. Thread-safe; all state is the SDK's client. */
final class AzureStore implements AssetStore {

  private static final HttpHeaderName SERVICE_VERSION = HttpHeaderName.fromString("x-ms-version");
  private static final HttpHeaderName RANGE = HttpHeaderName.fromString("x-ms-range");
  private static final HttpHeaderName RANGE_MD5 =
      HttpHeaderName.fromString("x-ms-range-get-content-md5");

  /** Up to here the server computes the MD5 of a range. */
  private static final long LARGEST_SUMMED_RANGE = 4L << 20;

  private final AzureOptions options;
  private final AzureConnection connection;
  private final AzureErrors errors;
  private final AzureNames names;
  private final AzureUpload upload;
  private final AzureListing listing;
  private final AzureRemoval removal;

  AzureStore(AzureOptions options, AzureConnection connection) {
    this.options = options;
    this.connection = connection;
    this.errors = connection.errors();
    this.names = new AzureNames(options.prefix());
    this.upload = new AzureUpload(connection, names, options.singlePut());
    this.listing = new AzureListing(connection, names);
    this.removal = new AzureRemoval(connection, names, options.limits().call());
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.values());
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    if (names.fault(key).isPresent()) {
      return Optional.empty();
    }
    try {
      Response<BlobProperties> found = connection.connections().with(() -> properties(key));
      return Optional.of(AzureInfo.of(key, found.getHeaders()));
    } catch (CallFailure e) {
      if (AzureErrors.isMissing(e.thrown())) {
        return Optional.empty();
      }
      throw errors.of("stat", key, e);
    } catch (AzureConnections.NoConnection | AzureInfo.IllegalAnswer e) {
      throw errors.of("stat", key, e);
    }
  }

  private Response<BlobProperties> properties(AssetKey key) {
    BlobClient blob = connection.container().getBlobClient(names.of(key.value()));
    return connection.retries().run(context -> blob.getPropertiesWithResponse(null, null, context));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    if (names.fault(key).isPresent()) {
      throw errors.failure(Kind.NOT_FOUND, "read").key(key).because("no such object");
    }
    Lease lease = lease(key);
    try {
      return reader(key, range, lease);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private Lease lease(AssetKey key) {
    try {
      return connection.connections().take();
    } catch (AzureConnections.NoConnection e) {
      throw errors.of("read", key, e);
    }
  }

  private AssetReader reader(AssetKey key, ByteRange range, Lease lease) {
    HttpResponse response;
    try {
      response = connection.retries().run(context -> get(key, range, context));
    } catch (CallFailure e) {
      throw AzureErrors.isUnsatisfiable(e.thrown())
          ? pastTheEnd(key, range, e.thrown())
          : errors.of("read", key, e);
    }
    try {
      AssetInfo info = AzureInfo.of(key, response.getHeaders());
      if (!range.fits(info.size())) {
        throw pastTheEnd(key, range, null);
      }
      return new AzureReader(info, response, lease, connection.watch());
    } catch (AzureInfo.IllegalAnswer e) {
      response.close();
      throw errors.of("read", key, e);
    } catch (RuntimeException e) {
      response.close();
      throw e;
    }
  }

  private AssetStoreException pastTheEnd(AssetKey key, ByteRange range, @Nullable Throwable cause) {
    return errors
        .failure(Kind.INVALID, "read")
        .key(key)
        .cause(cause)
        .because("the range starts at or past the end, at " + range.offset());
  }

  /**
   * One request for headers and bytes, whose body comes as it is read. The SDK's own stream would
   * be a request for each 4 MiB, held in memory.
   */
  private HttpResponse get(AssetKey key, ByteRange range, Context context) {
    String url = connection.container().getBlobClient(names.of(key.value())).getBlobUrl();
    HttpRequest request =
        new HttpRequest(HttpMethod.GET, url)
            .setHeader(SERVICE_VERSION, AzureConnection.VERSION.getVersion())
            // Without it the SDK signs the word null.
            .setHeader(HttpHeaderName.CONTENT_LENGTH, "0");
    if (!range.isAll()) {
      request.setHeader(RANGE, header(range));
      if (range.length().orElse(Long.MAX_VALUE) <= LARGEST_SUMMED_RANGE) {
        request.setHeader(RANGE_MD5, "true");
      }
    }
    HttpResponse response = connection.streaming().sendSync(request, context);
    if (response.getStatusCode() != 200 && response.getStatusCode() != 206) {
      response.close();
      String message = "GET was answered " + response.getStatusCode();
      throw new BlobStorageException(message, response, null);
    }
    return response;
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
    Optional<String> fault = names.fault(key);
    if (fault.isPresent()) {
      throw errors.failure(Kind.INVALID, "put").key(key).because(fault.get());
    }
    return upload.put(key, content, headers, condition);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return listing.page(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return removal.delete(List.copyOf(keys));
  }

  @Override
  public List<Finding> inspect() {
    return new AzureInspection(options, connection).run();
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Returns such as {@code azure://web/shop}. */
  @Override
  public String toString() {
    return options.store();
  }
}
