package io.passthrough.core.serving;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.build.CodedName;
import io.passthrough.core.fallback.ExpectedObject;
import io.passthrough.core.fallback.UnrecordedObject;
import io.passthrough.core.objects.StoredType;
import io.passthrough.core.release.KnownAsset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resources of what lies in a store. */
final class StoredResource {

  private static final String TRANSFER_ONLY = "aws-chunked";

  private StoredResource() {}

  /** Returns what the records say of an asset. */
  static Resource of(KnownAsset asset) {
    List<Representation> representations = new ArrayList<>();
    representations.add(representation(Representation.IDENTITY, asset.size(), asset.sha256()));
    for (CodedForm form : asset.codings()) {
      if (form.size() < asset.size()) {
        representations.add(representation(form.coding().token(), form.size(), form.sha256()));
      }
    }
    return Resource.of(asset.type(), asset.isImmutable(), Optional.empty(), representations);
  }

  /** Returns what the records say of one coding of an asset, where they know it. */
  static Optional<Resource> of(KnownAsset asset, ContentCoding coding) {
    return asset.codings().stream()
        .filter(form -> form.coding() == coding)
        .map(form -> representation(coding.token(), form.size(), form.sha256()))
        .map(List::of)
        .map(only -> Resource.of(asset.type(), asset.isImmutable(), Optional.empty(), only))
        .findFirst();
  }

  private static Representation representation(String coding, long size, Sha256 sha256) {
    String etag = Representation.etag(sha256);
    return new Representation(coding, size, Optional.of(etag));
  }

  /** Returns where an asset's representation lies and what it must be. */
  static ExpectedObject expected(KnownAsset asset, Representation representation) {
    for (CodedForm form : asset.codings()) {
      if (form.coding().token().equals(representation.coding())) {
        AssetKey location = asset.location(form.coding());
        return ExpectedObject.of(location, form.size(), form.sha256());
      }
    }
    return ExpectedObject.of(asset.location(), asset.size(), asset.sha256());
  }

  /** Returns what the store says of an object that no record names. */
  static Resource of(UnrecordedObject found) {
    AssetInfo info = found.info();
    boolean decoded = found.form() == UnrecordedObject.Form.DECODED;
    String coding = coding(found);
    boolean coded = decoded || !coding.equals(Representation.IDENTITY);
    String type = StoredType.of(info.headers().contentType(), coded, name(info.key(), coded));
    Optional<String> etag = found.sha256().map(Representation::etag);
    boolean bytesUnread = found.form() == UnrecordedObject.Form.HEAD;
    if (etag.isEmpty() && found.bytes().isEmpty() && !bytesUnread) {
      byte[] version = info.version().token().getBytes(StandardCharsets.UTF_8);
      etag = Optional.of(Representation.etag(Sha256.of(version)));
    }
    Representation only = new Representation(coding, info.size(), etag);
    Resource resource =
        Resource.of(type, found.immutable(), Optional.of(info.lastModified()), List.of(only));
    return decoded ? resource.varying() : resource;
  }

  /** Returns the name that tells the type: that of a coding is its file's. */
  private static String name(AssetKey key, boolean coded) {
    String own = key.value();
    return coded ? CodedName.of(own).map(CodedName::plain).orElse(own) : own;
  }

  /** Returns the coding that an object's bytes are in: as the store says, else as its name does. */
  private static String coding(UnrecordedObject found) {
    AssetHeaders headers = found.info().headers();
    boolean isTold = headers.contentEncoding().isPresent();
    return isTold || found.form() == UnrecordedObject.Form.DECODED
        ? coding(headers)
        : CodedName.of(found.info().key().value())
            .map(CodedName::coding)
            .filter(
                coding -> found.bytes().map(bytes -> mayBe(coding, bytes.buffer())).orElse(true))
            .map(ContentCoding::token)
            .orElse(Representation.IDENTITY);
  }

  /** Returns whether bytes begin as they do in a coding (RFC 1952, 2.3.1; RFC 8878, 3.1.1). */
  private static boolean mayBe(ContentCoding coding, ByteBuffer bytes) {
    byte[] magic =
        switch (coding) {
          case BR -> new byte[0];
          case ZSTD -> new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
          case GZIP -> new byte[] {0x1f, (byte) 0x8b};
        };
    return bytes.remaining() >= magic.length
        && bytes.slice(bytes.position(), magic.length).equals(ByteBuffer.wrap(magic));
  }

  /** Returns the coding that the store says an object's bytes are in. */
  private static String coding(AssetHeaders headers) {
    List<String> codings = new ArrayList<>();
    for (String each : headers.contentEncoding().orElse("").split(",", -1)) {
      String token = each.strip().toLowerCase(Locale.ROOT);
      if (!token.isEmpty()
          && !token.equals(Representation.IDENTITY)
          && !token.equals(TRANSFER_ONLY)) {
        codings.add(token.equals("x-gzip") ? ContentCoding.GZIP.token() : token);
      }
    }
    return codings.isEmpty() ? Representation.IDENTITY : String.join(", ", codings);
  }

  /** Returns the coding that can be taken off an object, when it was read whole. */
  static Optional<ContentCoding> removable(UnrecordedObject found) {
    return found.bytes().flatMap(bytes -> ContentCoding.ofToken(coding(found)));
  }
}
