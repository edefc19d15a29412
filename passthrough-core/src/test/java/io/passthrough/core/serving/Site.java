package io.passthrough.core.serving;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import io.passthrough.api.manifest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * A folder like those that bundlers write.
 *
 * @param root the folder
 */
record Site(Path root) {

  static final String APP = "console.log('app');".repeat(100);
  static final Instant MODIFIED = Instant.parse("2014-06-25T17:12:18Z");

  /** Writes the files that the corpora ask for, and some that nobody may get. */
  static Site hostile(Path folder) throws IOException {
    Site site = new Site(Files.createDirectories(folder.resolve("pub")));
    site.write("index.html", "<!doctype html><title>page</title>");
    site.write("assets/app.0a1b2c3d.js", APP);
    site.code("assets/app.0a1b2c3d.js");
    site.write("assets/x.css", "body{}");
    site.write("assets/x.wasm", "wasm");
    site.write("f/ten.txt", "0123456789");
    site.write("f/k.txt", "k".repeat(1000));
    site.write("f/empty.txt", "");
    site.write("img/p.png", "png");
    site.write("x.svg", "<svg/>");
    site.write("x.woff2", "font");
    site.write("NOEXT", "data");
    site.write(".env", "SECRET-MARKER");
    site.write(".git/config", "SECRET-MARKER");
    Files.writeString(folder.resolve("secret.txt"), "SECRET-MARKER");
    site.link("link-out", Path.of("../secret.txt"));
    site.link("dirlink", Path.of(".."));
    site.link("link-loop", Path.of("link-loop"));
    site.link("link-dangling", Path.of("nowhere"));
    return site;
  }

  /** Writes a release as a bundler would: a page, and an entry and a chunk under {@code static}. */
  static Site release(Path folder, String word) throws IOException {
    Site site = new Site(Files.createDirectories(folder));
    String hash = Sha256.of(word.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    site.write("index.html", "<!doctype html><title>" + word + "</title>");
    site.write("static/js/main." + hash + ".js", ("main('" + word + "');").repeat(50));
    site.write("static/locales/en.json", "{\"word\": \"" + word + "\"}");
    return site;
  }

  /** The URL path of a release's entry. */
  static String entry(String word) {
    String hash = Sha256.of(word.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    return "/static/js/main." + hash + ".js";
  }

  private void link(String path, Path target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), target);
  }

  void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
  }

  /** Writes a file's codings beside it. */
  void code(String path) throws IOException {
    byte[] plain = Files.readAllBytes(root.resolve(path));
    write(path + ".br", brotli(plain));
    write(path + ".zst", Zstd.compress(plain));
    write(path + ".gz", gzip(plain));
  }

  static byte[] brotli(byte[] plain) throws IOException {
    Brotli4jLoader.ensureAvailability();
    return Encoder.compress(plain);
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
      out.write(plain);
    }
    return coded.toByteArray();
  }
}
