package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The only place that maps a file system's errors to a store's. */
final class FsErrors {

  // Java tells a full volume by its message only: Linux and macOS, quotas, Windows, in memory.
  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "not enough space", "out of disk space");

  private static final List<String> TOO_LONG = List.of("name too long");

  private final String store;

  FsErrors(String store) {
    this.store = store;
  }

  AssetStoreException.Builder failure(Kind kind, String operation, @Nullable AssetKey key) {
    AssetStoreException.Builder builder = AssetStoreException.of(kind, operation, store);
    return key == null ? builder : builder.key(key);
  }

  AssetStoreException of(String operation, IOException e) {
    return of(operation, null, e);
  }

  AssetStoreException of(String operation, @Nullable AssetKey key, IOException e) {
    if (e instanceof MissingRootException) {
      return failure(Kind.UNAVAILABLE, operation, key).cause(e).because("the folder is missing");
    }
    if (e instanceof AccessDeniedException) {
      return failure(Kind.ACCESS_DENIED, operation, key)
          .cause(e)
          .because("this user has no right to '" + e.getMessage() + "'");
    }
    if (e instanceof ClosedByInterruptException) {
      return interrupted(operation, key, e);
    }
    if (says(e, TOO_LONG)) {
      return failure(Kind.INVALID, operation, key)
          .cause(e)
          .because("no file can have so long a name here");
    }
    if (says(e, FULL)) {
      return failure(Kind.UNAVAILABLE, operation, key)
          .cause(e)
          .retryable(false)
          .because("the volume is full");
    }
    return failure(Kind.UNAVAILABLE, operation, key).cause(e).because(reason(e));
  }

  AssetStoreException interrupted(
      String operation, @Nullable AssetKey key, @Nullable IOException e) {
    return failure(Kind.UNAVAILABLE, operation, key)
        .cause(e)
        .retryable(false)
        .because("the thread was interrupted");
  }

  /** A key that no file can have as its name here. */
  AssetStoreException illegalName(
      String operation, @Nullable AssetKey key, InvalidPathException e) {
    return failure(Kind.INVALID, operation, key)
        .cause(e)
        .because(
            "no file can have this name here ("
                + e.getReason()
                + "; file names are in "
                + System.getProperty("sun.jnu.encoding")
                + ")");
  }

  private static boolean says(IOException e, List<String> texts) {
    String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    String text = String.valueOf(reason).toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(text::contains);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return "'" + missing.getFile() + "' is missing";
    }
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason() + " at '" + failed.getFile() + "'";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
