package io.passthrough.tck;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The other process: opens a store, then creates the objects that it is told to. It stops at the
 * last byte of each body until it is let through, and ends with its input.
 */
final class OtherProcessMain {

  static final String OPENED = "opened";
  static final String AT_LAST_BYTE = "at the last byte";
  static final String CREATE = "create";
  static final String CARRY = "carry";
  static final String CARRIED = "carried";
  static final String CREATED = "created ";
  static final String PUT = "put";
  static final String DELETE = "delete";
  static final String LIST = "list";
  static final String DONE = "done";

  private static final int SIZE = 40;

  private final DataInputStream in;
  private final DataOutputStream out;

  private OtherProcessMain(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Runs until the input ends.
   *
   * @param arguments none
   * @throws Exception when the provider cannot be made
   */
  public static void main(String[] arguments) throws Exception {
    DataOutputStream out = new DataOutputStream(System.out);
    System.setOut(System.err);
    new OtherProcessMain(new DataInputStream(System.in), out).run();
  }

  private void run() throws IOException, ReflectiveOperationException {
    AssetProvider provider =
        Class.forName(in.readUTF())
            .asSubclass(AssetProvider.class)
            .getDeclaredConstructor()
            .newInstance();
    try (AssetStore store = provider.open(config())) {
      say(OPENED);
      while (true) {
        String command = in.readUTF();
        String name = in.readUTF();
        switch (command) {
          case CREATE -> create(store, AssetKey.of(name), in.readChar());
          case CARRY -> say(carried(store, AssetKey.of(name), in.readInt()));
          case PUT -> say(put(store, AssetKey.of(name), in.readUTF()));
          case DELETE -> say(deleted(store, AssetKey.of(name)));
          default -> list(store, name, in.readUTF());
        }
      }
    } catch (EOFException e) {
      System.err.println("The kit has ended the line");
    }
  }

  private StoreConfig config() throws IOException {
    String prefix = in.readUTF();
    Map<String, String> options = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      options.put(name, in.readUTF());
    }
    return new StoreConfig(options, prefix, Access.WRITE);
  }

  private void create(AssetStore store, AssetKey key, char letter) throws IOException {
    Content content =
        LastByteBarrier.holding(
            Bodies.letters(SIZE, letter),
            () -> {
              say(AT_LAST_BYTE);
              in.readBoolean();
            });
    try {
      Version version = store.put(key, content, RecordingStore.TEXT, PutCondition.IF_ABSENT);
      say(CREATED + version.token());
    } catch (AssetStoreException e) {
      say(e.kind() + " " + e.getMessage());
    } catch (RuntimeException e) {
      say(e.toString());
    }
  }

  private static String put(AssetStore store, AssetKey key, String text) {
    try {
      Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
      store.put(key, content, RecordingStore.TEXT, PutCondition.ALWAYS);
      return DONE;
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static String deleted(AssetStore store, AssetKey key) {
    try {
      return store.delete(List.of(key)).isEmpty() ? DONE : "a failure";
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  /** Follows a listing to its end from a cursor on, or from the beginning where that is empty. */
  private void list(AssetStore store, String prefix, String cursor) throws IOException {
    try {
      List<String> keys = new ArrayList<>();
      Optional<Cursor> after = Optional.of(cursor).filter(it -> !it.isEmpty()).map(Cursor::new);
      do {
        Page page = store.list(prefix, after, AssetStore.MAX_PAGE_SIZE);
        page.entries().forEach(entry -> keys.add(entry.key().value()));
        after = page.next();
      } while (after.isPresent());
      say(DONE);
      say(String.join("\n", keys));
    } catch (RuntimeException e) {
      say(e.toString());
    }
  }

  private static String carried(AssetStore store, AssetKey key, int mib) {
    long length = (long) mib << 20;
    try {
      store.put(key, new LongContent(length), RecordingStore.TEXT, PutCondition.ALWAYS);
      try (AssetReader reader = store.read(key, ByteRange.ALL)) {
        long read = reader.body().transferTo(OutputStream.nullOutputStream());
        return read == length ? CARRIED : "read " + read + " bytes";
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return e.toString();
    }
  }

  /** Bytes that nobody holds. */
  private record LongContent(long length) implements Content {
    @Override
    public InputStream open(long offset) {
      return new InputStream() {
        private long left = length - offset;

        @Override
        public int read() {
          return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int start, int wanted) {
          int count = (int) Math.min(left, wanted);
          Arrays.fill(buffer, start, start + count, (byte) 'x');
          left -= count;
          return count == 0 && wanted > 0 ? -1 : count;
        }
      };
    }
  }

  private void say(String answer) throws IOException {
    out.writeUTF(answer);
    out.flush();
  }
}
