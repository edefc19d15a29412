package io.passthrough.tck;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A second Java process with a store of its own, and the line to it. Used by one thread. */
final class OtherProcess implements AutoCloseable {

  private static final int MAX_TURNS = 400;
  private static final long TURN_NANOS = 20_000_000;

  private final Path errors;
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private OtherProcess(Path errors, Process process) {
    this.errors = errors;
    this.process = process;
    this.out = new DataOutputStream(process.getOutputStream());
    this.in = new DataInputStream(process.getInputStream());
  }

  static OtherProcess start(SecondProcess second, String namespace) throws IOException {
    return start(second, namespace, List.of());
  }

  /** Starts a process whose virtual machine has options of its own. */
  static OtherProcess start(SecondProcess second, String namespace, List<String> options)
      throws IOException {
    Path errors = Files.createTempFile("passthrough-tck", ".err");
    List<Path> classPath = new ArrayList<>(Fork.path());
    classPath.addAll(second.classPath());
    List<String> command = Fork.command(options, classPath, OtherProcessMain.class);
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    OtherProcess other = new OtherProcess(errors, process);
    other.open(second.provider().getName(), second.config().apply(namespace));
    return other;
  }

  private void open(String provider, StoreConfig config) throws IOException {
    out.writeUTF(provider);
    out.writeUTF(config.prefix());
    out.writeInt(config.options().size());
    for (Map.Entry<String, String> option : config.options().entrySet()) {
      out.writeUTF(option.getKey());
      out.writeUTF(option.getValue());
    }
    out.flush();
    String opened = answer();
    if (!opened.equals(OtherProcessMain.OPENED)) {
      throw new IllegalStateException("The other process cannot open the store: " + opened);
    }
  }

  /** Creates an object there, and repeats what a conflict has kept from being stored (C6). */
  CallResult<Version> creating(String key, char letter, LastByteBarrier barrier)
      throws IOException {
    CallResult<Version> result = create(key, letter, barrier);
    for (int turn = 0; turn < MAX_TURNS && RecordingStore.isConflict(result); turn++) {
      LockSupport.parkNanos(TURN_NANOS);
      result = create(key, letter, barrier);
    }
    return result;
  }

  /**
   * Creates an object there; the barrier, when there is one, holds the other process's writer too.
   */
  CallResult<Version> create(String key, char letter, LastByteBarrier barrier) throws IOException {
    out.writeUTF(OtherProcessMain.CREATE);
    out.writeUTF(key);
    out.writeChar(letter);
    out.flush();
    String answer = answer();
    while (answer.equals(OtherProcessMain.AT_LAST_BYTE)) {
      barrier.arrive();
      out.writeBoolean(true);
      out.flush();
      answer = answer();
    }
    return call("other process: put " + Quoted.text(key), answer);
  }

  /** Puts and reads a body of so many MiB there; returns what became of it. */
  String carry(String key, int mib) throws IOException {
    out.writeUTF(OtherProcessMain.CARRY);
    out.writeUTF(key);
    out.writeInt(mib);
    out.flush();
    return answer();
  }

  /** Puts a text there. */
  void put(String key, String text) throws IOException {
    out.writeUTF(OtherProcessMain.PUT);
    out.writeUTF(key);
    out.writeUTF(text);
    done("put " + Quoted.text(key));
  }

  /** Deletes an object there. */
  void delete(String key) throws IOException {
    out.writeUTF(OtherProcessMain.DELETE);
    out.writeUTF(key);
    done("delete " + Quoted.text(key));
  }

  /** Lists what is left of a listing there; without a cursor, all of it. */
  List<String> list(String prefix, Optional<Cursor> after) throws IOException {
    out.writeUTF(OtherProcessMain.LIST);
    out.writeUTF(prefix);
    out.writeUTF(after.map(Cursor::token).orElse(""));
    done("list " + Quoted.text(prefix) + (after.isPresent() ? " after a cursor" : ""));
    String keys = answer();
    return keys.isEmpty() ? List.of() : List.of(keys.split("\n", -1));
  }

  private void done(String call) throws IOException {
    out.flush();
    String answer = answer();
    Expect.holds(
        answer.equals(OtherProcessMain.DONE), "other process: " + call, CallResult.SUCCESS, answer);
  }

  private static CallResult<Version> call(String what, String answer) {
    if (answer.startsWith(OtherProcessMain.CREATED)) {
      String token = answer.substring(OtherProcessMain.CREATED.length());
      return new CallResult<>(what, new Version(token), null);
    }
    String message = answer.substring(answer.indexOf(' ') + 1);
    for (Kind kind : Kind.values()) {
      if (answer.startsWith(kind.name() + " ")) {
        return new CallResult<>(
            what, null, AssetStoreException.of(kind, "put", "other process").because(message));
      }
    }
    return new CallResult<>(what, null, new IllegalStateException(answer));
  }

  private String answer() throws IOException {
    try {
      return in.readUTF();
    } catch (IOException e) {
      String said = Files.readString(errors);
      throw new IllegalStateException("The other process has ended: " + said, e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(errors);
  }
}
