package io.passthrough.tck;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The other process: opens a store, then creates the objects that it is told to. It stops at the
 * last byte of each body until it is let through, and ends with its input.
 */
final class OtherProcessMain {

  static final String OPENED = "opened";
  static final String AT_LAST_BYTE = "at the last byte";
  static final String CREATED = "created ";

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
        String key = in.readUTF();
        create(store, AssetKey.of(key), in.readChar());
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
        Gate.holding(
            Bodies.letters(SIZE, letter),
            () -> {
              say(AT_LAST_BYTE);
              in.readBoolean();
            });
    try {
      Version version = store.put(key, content, Handle.TEXT, PutCondition.IF_ABSENT);
      say(CREATED + version.token());
    } catch (AssetStoreException e) {
      say(e.kind() + " " + e.getMessage());
    } catch (RuntimeException e) {
      say(e.toString());
    }
  }

  private void say(String answer) throws IOException {
    out.writeUTF(answer);
    out.flush();
  }
}
