package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Stores in memory behind a protocol of their own: a word, its arguments, and an answer. */
final class TcpMemory implements AutoCloseable {

  static final String DONE = "done";

  private final ServerSocket listener;
  private final Function<String, AssetStore> stores;

  private TcpMemory(ServerSocket listener, Function<String, AssetStore> stores) {
    this.listener = listener;
    this.stores = stores;
  }

  static TcpMemory over(Function<String, AssetStore> stores) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      TcpMemory memory = new TcpMemory(listener, stores);
      start(memory::accept);
      return memory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "tcp-memory");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(client.getOutputStream()))) {
      while (true) {
        answer(in.readUTF(), stores.apply(in.readUTF()), in, out);
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static void answer(
      String word, AssetStore store, DataInputStream in, DataOutputStream out) throws IOException {
    try {
      switch (word) {
        case "stat" -> stat(store.stat(AssetKey.of(in.readUTF())), out);
        case "read" -> read(store, in, out);
        case "put" -> put(store, in, out);
        case "list" -> list(store, in, out);
        default -> delete(store, in, out);
      }
    } catch (AssetStoreException e) {
      out.writeUTF(e.kind().name());
    }
  }

  private static void stat(Optional<AssetInfo> info, DataOutputStream out) throws IOException {
    out.writeUTF(DONE);
    out.writeBoolean(info.isPresent());
    if (info.isPresent()) {
      write(info.get(), out);
    }
  }

  private static void read(AssetStore store, DataInputStream in, DataOutputStream out)
      throws IOException {
    AssetKey key = AssetKey.of(in.readUTF());
    long offset = in.readLong();
    long length = in.readLong();
    ByteRange range = length < 0 ? ByteRange.from(offset) : ByteRange.of(offset, length);
    try (AssetReader reader = store.read(key, offset == 0 && length < 0 ? ByteRange.ALL : range)) {
      out.writeUTF(DONE);
      write(reader.info(), out);
      byte[] bytes = reader.body().readAllBytes();
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static void put(AssetStore store, DataInputStream in, DataOutputStream out)
      throws IOException {
    AssetKey key = AssetKey.of(in.readUTF());
    PutCondition condition = in.readBoolean() ? PutCondition.IF_ABSENT : PutCondition.ALWAYS;
    AssetHeaders headers = headers(in);
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    String version = store.put(key, Content.of(bytes), headers, condition).token();
    out.writeUTF(DONE);
    out.writeUTF(version);
  }

  private static void list(AssetStore store, DataInputStream in, DataOutputStream out)
      throws IOException {
    String prefix = in.readUTF();
    Optional<Cursor> after =
        Optional.of(in.readUTF()).filter(token -> !token.isEmpty()).map(Cursor::new);
    Page page = store.list(prefix, after, in.readInt());
    out.writeUTF(DONE);
    out.writeInt(page.entries().size());
    for (Entry entry : page.entries()) {
      out.writeUTF(entry.key().value());
      out.writeLong(entry.size());
      out.writeUTF(entry.lastModified().toString());
      out.writeUTF(entry.version().token());
    }
    out.writeUTF(page.next().map(Cursor::token).orElse(""));
  }

  private static void delete(AssetStore store, DataInputStream in, DataOutputStream out)
      throws IOException {
    List<AssetKey> keys = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      keys.add(AssetKey.of(in.readUTF()));
    }
    store.delete(keys);
    out.writeUTF(DONE);
  }

  static void write(AssetInfo info, DataOutputStream out) throws IOException {
    out.writeUTF(info.key().value());
    out.writeLong(info.size());
    out.writeUTF(info.lastModified().toString());
    out.writeUTF(info.version().token());
    write(info.headers(), out);
  }

  static AssetInfo info(DataInputStream in) throws IOException {
    AssetKey key = AssetKey.of(in.readUTF());
    long size = in.readLong();
    Instant time = Instant.parse(in.readUTF());
    return new AssetInfo(key, size, time, new Version(in.readUTF()), headers(in));
  }

  static void write(AssetHeaders headers, DataOutputStream out) throws IOException {
    out.writeUTF(headers.contentType());
    out.writeUTF(headers.cacheControl().orElse(""));
    out.writeUTF(headers.contentEncoding().orElse(""));
    out.writeInt(headers.metadata().size());
    for (Map.Entry<String, String> pair : headers.metadata().entrySet()) {
      out.writeUTF(pair.getKey());
      out.writeUTF(pair.getValue());
    }
  }

  private static AssetHeaders headers(DataInputStream in) throws IOException {
    String type = in.readUTF();
    Optional<String> cache = Optional.of(in.readUTF()).filter(it -> !it.isEmpty());
    Optional<String> coding = Optional.of(in.readUTF()).filter(it -> !it.isEmpty());
    Map<String, String> metadata = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      metadata.put(name, in.readUTF());
    }
    return new AssetHeaders(type, cache, coding, metadata);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
