package io.passthrough.s3;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A process that uses a store as its environment and options, {@code name=value}, say. It prints
 * what happened.
 */
final class StoreMain {

  private static final AssetKey KEY = AssetKey.of("a.bin");

  private StoreMain() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> options =
        Arrays.stream(arguments, 1, arguments.length)
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    try (AssetStore store = new S3Provider().open(new StoreConfig(options, "shop", Access.READ))) {
      System.out.println(run(store, arguments[0]));
    } catch (AssetStoreException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }

  private static String run(AssetStore store, String command) throws IOException {
    return switch (command) {
      case "stat" -> store.stat(KEY).isPresent() ? "present" : "absent";
      case "read" -> "read " + read(store);
      default -> "put " + put(store, Path.of(command));
    };
  }

  private static long read(AssetStore store) throws IOException {
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      return reader.body().transferTo(OutputStream.nullOutputStream());
    }
  }

  private static long put(AssetStore store, Path file) throws IOException {
    Content content = Content.of(file);
    store.put(KEY, content, AssetHeaders.of("text/plain"), PutCondition.ALWAYS);
    return content.length();
  }
}
