package io.passthrough.azure;

import static io.passthrough.api.PutCondition.ALWAYS;
import static io.passthrough.api.PutCondition.IF_ABSENT;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A process that uses a store as its environment and options, {@code name=value}, say. It prints
 * what happened.
 */
final class StoreMain {

  static final Generated LARGE = new Generated(1L << 30);

  private static final AssetKey KEY = AssetKey.of("a.bin");
  private static final long BLOCKS = 64L << 20;

  private StoreMain() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> options =
        Arrays.stream(arguments, 1, arguments.length)
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    StoreConfig config = new StoreConfig(options, "shop", Access.WRITE);
    try (AssetStore store = open(config, arguments[0])) {
      System.out.println(run(store, arguments[0]));
    } catch (AssetStoreException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }

  private static AssetStore open(StoreConfig config, String command) {
    AzureOptions options = AzureOptions.of(config, System.getenv());
    return AzureOpening.open(
        config,
        command.equals("blocks") ? options.withSinglePut(BLOCKS) : options,
        System.getenv());
  }

  private static String run(AssetStore store, String command) throws IOException {
    return switch (command) {
      case "stat" -> store.stat(KEY).isPresent() ? "present" : "absent";
      case "read" -> "read " + read(store);
      case "publish" -> "put " + Puts.ifAbsent(store);
      case "put" -> "put " + put(store, ALWAYS);
      case "blocks" -> "put " + put(store, IF_ABSENT);
      default -> throw new IllegalArgumentException(command);
    };
  }

  private static long read(AssetStore store) throws IOException {
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      return Generated.checksum(reader.body());
    }
  }

  private static Version put(AssetStore store, PutCondition condition) {
    return store.put(KEY, LARGE, AssetHeaders.of("text/plain"), condition);
  }
}
