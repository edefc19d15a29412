package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Answers of a store, changed a little. */
final class Altered {

  private Altered() {}

  static AssetInfo size(AssetInfo info, long size) {
    return new AssetInfo(info.key(), size, info.lastModified(), info.version(), info.headers());
  }

  static AssetInfo version(AssetInfo info, String token) {
    return new AssetInfo(
        info.key(), info.size(), info.lastModified(), new Version(token), info.headers());
  }

  static AssetInfo headers(AssetInfo info, AssetHeaders headers) {
    return new AssetInfo(info.key(), info.size(), info.lastModified(), info.version(), headers);
  }

  static AssetInfo time(AssetInfo info, Instant time) {
    return new AssetInfo(info.key(), info.size(), time, info.version(), info.headers());
  }

  static Entry version(Entry entry, String token) {
    return new Entry(entry.key(), entry.size(), entry.lastModified(), new Version(token));
  }

  static Entry key(Entry entry, String key) {
    return new Entry(AssetKey.of(key), entry.size(), entry.lastModified(), entry.version());
  }

  static Page entries(Page page, UnaryOperator<Entry> change) {
    return entries(page, page.entries().stream().map(change).toList());
  }

  static Page filtered(Page page, Predicate<String> kept) {
    return entries(
        page, page.entries().stream().filter(entry -> kept.test(entry.key().value())).toList());
  }

  static Page entries(Page page, List<Entry> entries) {
    return new Page(entries, page.next(), page.skipped());
  }

  static Page last(List<Entry> entries) {
    return new Page(entries, Optional.empty(), 0);
  }

  static byte[] bytes(AssetStore store, AssetKey key, ByteRange range) {
    try (AssetReader reader = store.read(key, range)) {
      return reader.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Content content) {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AssetReader reader(AssetReader reader, AssetInfo info) {
    return reader(reader, info, reader.body());
  }

  static AssetReader reader(AssetInfo info, byte[] bytes) {
    return new AssetReader() {
      private final InputStream in = new ByteArrayInputStream(bytes);

      @Override
      public AssetInfo info() {
        return info;
      }

      @Override
      public InputStream body() {
        return in;
      }

      @Override
      public void close() {}
    };
  }

  static AssetReader reader(AssetReader reader, AssetInfo info, InputStream body) {
    return new AssetReader() {
      @Override
      public AssetInfo info() {
        return info;
      }

      @Override
      public InputStream body() {
        return body;
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  static AssetStoreException failure(Kind kind, String operation, AssetKey key) {
    return AssetStoreException.of(kind, operation, "mutant").key(key).because("the mutant says so");
  }

  static AssetStoreException failure(Kind kind, String operation) {
    return AssetStoreException.of(kind, operation, "mutant").because("the mutant says so");
  }
}
