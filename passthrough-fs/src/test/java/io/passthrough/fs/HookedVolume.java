package io.passthrough.fs;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A volume over another one that tells a test what is about to happen to which file, so that the
 * test can do something in that very moment, or let it fail.
 */
final class HookedVolume extends FileSystem {

  /** What a test does before an operation: {@code open force move link delete}. */
  interface Hook {
    void before(String operation, Path file) throws IOException;
  }

  private final FileSystem volume;
  private final HookedProvider provider = new HookedProvider();
  private final boolean hidesNames;
  private final boolean hasAttributes;
  private Hook hook = (operation, file) -> {};

  private HookedVolume(FileSystem volume, boolean hidesNames, boolean hasAttributes) {
    this.volume = volume;
    this.hidesNames = hidesNames;
    this.hasAttributes = hasAttributes;
  }

  static HookedVolume over(FileSystem volume) {
    return new HookedVolume(volume, false, true);
  }

  /** Makes a volume whose real paths are as they are asked for, whatever the files are called. */
  static HookedVolume hidingNames(FileSystem volume) {
    return new HookedVolume(volume, true, true);
  }

  /** Makes a volume without user attributes. */
  static HookedVolume withoutAttributes(FileSystem volume) {
    return new HookedVolume(volume, false, false);
  }

  void hook(Hook value) {
    this.hook = value;
  }

  /** Returns the hooked path to a file of the volume below. */
  Path wrap(Path file) {
    return (Path)
        Proxy.newProxyInstance(
            HookedVolume.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (proxy, method, arguments) -> {
              Object[] plain = arguments == null ? new Object[0] : unwrapAll(arguments);
              if (method.getName().equals("getFileSystem")) {
                return this;
              }
              if (method.getName().equals("toRealPath") && hidesNames) {
                volume.provider().checkAccess(file);
                return proxy;
              }
              try {
                Object result = method.invoke(file, plain);
                return result instanceof Path path ? wrap(path) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Object[] unwrapAll(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument instanceof Path path ? unwrap(path) : argument)
        .toArray();
  }

  private static Path unwrap(Path file) {
    return file.getFileSystem() instanceof HookedVolume hooked
        ? hooked.volume.getPath(file.toString())
        : file;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() throws IOException {
    volume.close();
  }

  @Override
  public boolean isOpen() {
    return volume.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return volume.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return volume.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return volume.getRootDirectories();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return volume.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return volume.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrap(volume.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = volume.getPathMatcher(pattern);
    return file -> matcher.matches(unwrap(file));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return volume.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    return volume.newWatchService();
  }

  private final class HookedProvider extends FileSystemProvider {

    private FileSystemProvider plain() {
      return volume.provider();
    }

    private Path before(String operation, Path file) throws IOException {
      Path plain = unwrap(file);
      hook.before(operation, plain);
      return plain;
    }

    @Override
    public String getScheme() {
      return "hooked";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      return HookedVolume.this;
    }

    @Override
    public Path getPath(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel newFileChannel(
        Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      Path plain = before("open", file);
      FileChannel channel = plain().newFileChannel(plain, options, attributes);
      return new HookedChannel(channel, () -> hook.before("force", plain));
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return plain().newByteChannel(before("open", file), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
      List<Path> entries = new ArrayList<>();
      try (DirectoryStream<Path> plain = plain().newDirectoryStream(unwrap(folder), file -> true)) {
        for (Path entry : plain) {
          if (filter.accept(wrap(entry))) {
            entries.add(wrap(entry));
          }
        }
      }
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          return entries.iterator();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
      plain().createDirectory(unwrap(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
      plain().createLink(before("link", link), unwrap(existing));
    }

    @Override
    public void delete(Path file) throws IOException {
      plain().delete(before("delete", file));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      plain().copy(unwrap(source), unwrap(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      plain().move(unwrap(source), before("move", target), options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
      return plain().isSameFile(unwrap(one), unwrap(other));
    }

    @Override
    public boolean isHidden(Path file) throws IOException {
      return plain().isHidden(unwrap(file));
    }

    @Override
    public FileStore getFileStore(Path file) throws IOException {
      return plain().getFileStore(unwrap(file));
    }

    @Override
    public void checkAccess(Path file, AccessMode... modes) throws IOException {
      plain().checkAccess(unwrap(file), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
        Path file, Class<V> type, LinkOption... options) {
      return type.equals(UserDefinedFileAttributeView.class) && !hasAttributes
          ? null
          : plain().getFileAttributeView(unwrap(file), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path file, Class<A> type, LinkOption... options) throws IOException {
      return plain().readAttributes(unwrap(file), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path file, String attributes, LinkOption... options)
        throws IOException {
      return plain().readAttributes(unwrap(file), attributes, options);
    }

    @Override
    public void setAttribute(Path file, String attribute, Object value, LinkOption... options)
        throws IOException {
      plain().setAttribute(unwrap(file), attribute, value, options);
    }
  }
}
