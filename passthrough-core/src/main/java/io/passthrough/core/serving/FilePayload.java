package io.passthrough.core.serving;

import io.passthrough.core.build.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes in a file that is too large for memory.
 *
 * @param files the open files
 * @param file the file
 */
record FilePayload(OpenFiles files, DiskFile file) implements DivisiblePayload {

  @Override
  public Body body(Slice slice) {
    OpenFiles.Use use = files.use(file);
    return new Body.FileSlice(use.channel(), slice.first(), slice.length(), use.release());
  }

  @Override
  public void copy(Slice slice, ByteBuffer target) {
    OpenFiles.Use use = files.use(file);
    try {
      ByteBuffer part = target.slice(target.position(), (int) slice.length());
      while (part.hasRemaining()) {
        if (use.channel().read(part, slice.first() + part.position()) < 0) {
          throw new StaleRootException(file.path(), null);
        }
      }
      target.position(target.position() + part.position());
    } catch (IOException e) {
      throw new StaleRootException(file.path(), e);
    } finally {
      use.release().run();
    }
  }
}
