package io.passthrough.tck;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** Files in a folder, as far as stores of two processes need them. */
public class FolderProvider implements AssetProvider {

  static final StoreOption PATH = StoreOption.required("path", Type.PATH, "The folder.");

  /** For a service loader. */
  public FolderProvider() {}

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Set<StoreOption> options() {
    return Set.of(PATH);
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return new FolderStore(Path.of(config.required("path")), config.prefix(), this);
  }

  /** Returns where the files of a prefix are. */
  String prefix(String prefix) {
    return prefix;
  }

  /** Publishes an uploaded file, unless there is one already. */
  void create(Path uploaded, Path file) throws IOException {
    Files.createLink(file, uploaded);
  }

  /** Brings a body to the disk. */
  void upload(Content content, Path file) throws IOException {
    try (InputStream in = content.open()) {
      Files.copy(in, file);
    }
  }

  /** Reads the body into memory first. */
  public static final class Greedy extends FolderProvider {
    /** For a service loader. */
    public Greedy() {}

    @Override
    public String name() {
      return "greedy";
    }

    @Override
    void upload(Content content, Path file) throws IOException {
      Files.write(file, Altered.bytes(content));
    }
  }

  /** Looks, uploads, and then replaces whatever is there by then. */
  public static final class Hasty extends FolderProvider {
    /** For a service loader. */
    public Hasty() {}

    @Override
    public String name() {
      return "hasty";
    }

    @Override
    void create(Path uploaded, Path file) throws IOException {
      Files.move(uploaded, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
