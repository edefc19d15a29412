package io.passthrough.fs;

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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Another process on a store: does what its first argument says, and tells how far it got. */
final class StoreProcess {

  static final String KEY = "js/app.js";
  static final int BODY_BYTES = 300_000;
  static final int RACES = 300;

  private StoreProcess() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "overwrite" -> overwrite(folder);
      case "create" -> create(folder);
      case "race" -> race(folder);
      case "look" -> look(folder);
      case "hold" -> hold(folder);
      case "die" -> die(HookedVolume.over(FileSystems.getDefault()), folder, arguments[2]);
      case "die-without-attributes" ->
          die(HookedVolume.withoutAttributes(FileSystems.getDefault()), folder, arguments[2]);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static AssetStore open(Path folder, Access access) {
    return new FsProvider().open(new StoreConfig(Map.of("path", folder.toString()), "", access));
  }

  /** The same number in every byte and in the headers. */
  static Content body(int number) {
    byte[] bytes = new byte[BODY_BYTES + number];
    Arrays.fill(bytes, (byte) number);
    return Content.of(bytes);
  }

  static AssetHeaders headers(int number) {
    return AssetHeaders.of("text/javascript")
        .withMetadata(Map.of("number", Integer.toString(number)));
  }

  private static void overwrite(Path folder) {
    AssetStore store = open(folder, Access.WRITE);
    for (int number = 1; ; number++) {
      store.put(AssetKey.of(KEY), body(number), headers(number), PutCondition.ALWAYS);
      System.out.println(number);
    }
  }

  private static void create(Path folder) {
    AssetStore store = open(folder, Access.WRITE);
    for (int number = 1; ; number++) {
      AssetKey key = AssetKey.of("js/" + number + "/app.js");
      store.put(key, body(number), headers(number), PutCondition.IF_ABSENT);
      System.out.println(number);
    }
  }

  /** Creates each key of a row unless it is there, and tells which ones it created. */
  private static void race(Path folder) throws IOException {
    AssetStore store = open(folder, Access.WRITE);
    System.out.println("ready");
    System.in.read();
    for (int number = 0; number < RACES; number++) {
      try {
        AssetKey key = AssetKey.of("race/" + number);
        store.put(key, body(1), headers(number), PutCondition.IF_ABSENT);
        System.out.println(number);
      } catch (AssetStoreException e) {
        if (e.kind() != AssetStoreException.Kind.CONDITION_FAILED) {
          throw e;
        }
      }
    }
    store.close();
  }

  private static void look(Path folder) throws IOException {
    AssetStore store = open(folder, Access.READ);
    try (AssetReader reader = store.read(AssetKey.of(KEY), ByteRange.ALL);
        InputStream body = reader.body()) {
      System.out.println(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      System.out.println(store.list("", Optional.empty(), 10).entries().size());
    } catch (AssetStoreException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }

  /** Puts an object, and ends without any care before some step of the next put. */
  private static void die(HookedVolume volume, Path folder, String step) {
    AssetStore store = FsStore.open(new FsOptions(volume.wrap(folder), "", Access.WRITE));
    store.put(AssetKey.of(KEY), body(1), headers(1), PutCondition.ALWAYS);
    AtomicInteger rest = new AtomicInteger(Integer.parseInt(step));
    volume.hook(
        (operation, file) -> {
          if (rest.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(9);
          }
        });
    store.put(AssetKey.of(KEY), body(2), headers(2), PutCondition.ALWAYS);
    Runtime.getRuntime().halt(0);
  }

  /** Opens the store and holds it, with a put half done, until its input ends. */
  private static void hold(Path folder) {
    AssetStore store = open(folder, Access.WRITE);
    Content endless =
        new Content() {
          @Override
          public long length() {
            return 2;
          }

          @Override
          public InputStream open(long offset) {
            System.out.println("putting");
            return System.in;
          }
        };
    store.put(AssetKey.of(KEY), endless, headers(1), PutCondition.ALWAYS);
    store.close();
  }
}
