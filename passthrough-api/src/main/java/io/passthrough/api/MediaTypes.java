package io.passthrough.api;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of media types by file extension: what frontends are made of. Text types name their
 * charset; none is ever sniffed from bytes.
 */
public final class MediaTypes {

  private static final Map<String, String> BY_EXTENSION = table();

  private MediaTypes() {}

  /**
   * Returns the type for a name's extension.
   *
   * @param name a key, path or file name
   * @return such as {@code text/css; charset=utf-8}, or empty when the table lacks the extension
   */
  public static Optional<String> ofName(String name) {
    return extension(name).map(BY_EXTENSION::get);
  }

  /**
   * Returns the part of a file name after its last dot, in lower case.
   *
   * @param name a key, path or file name
   * @return such as {@code js}, or empty when there is none
   */
  public static Optional<String> extension(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= name.lastIndexOf('/') || dot == name.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static Map<String, String> table() {
    Map<String, String> table = new HashMap<>();
    // RFC 9239 makes text/javascript the one type for scripts.
    add(table, "text/javascript; charset=utf-8", "js mjs cjs");
    add(table, "text/css; charset=utf-8", "css");
    add(table, "text/html; charset=utf-8", "html htm");
    add(table, "text/plain; charset=utf-8", "txt text log ini conf");
    add(table, "text/markdown; charset=utf-8", "md markdown");
    add(table, "text/csv; charset=utf-8", "csv");
    add(table, "text/vtt; charset=utf-8", "vtt");
    add(table, "text/calendar; charset=utf-8", "ics");
    add(table, "application/json; charset=utf-8", "json map json5 jsonc");
    add(table, "application/manifest+json; charset=utf-8", "webmanifest");
    add(table, "application/ld+json; charset=utf-8", "jsonld");
    add(table, "application/geo+json; charset=utf-8", "geojson");
    add(table, "application/yaml; charset=utf-8", "yaml yml");
    add(table, "application/xml; charset=utf-8", "xml xsl xslt");
    add(table, "application/rss+xml; charset=utf-8", "rss");
    add(table, "application/atom+xml; charset=utf-8", "atom");
    add(table, "application/xhtml+xml; charset=utf-8", "xhtml");
    add(table, "image/svg+xml", "svg");
    add(table, "application/wasm", "wasm");
    add(table, "image/png", "png");
    add(table, "image/apng", "apng");
    add(table, "image/jpeg", "jpg jpeg jfif");
    add(table, "image/gif", "gif");
    add(table, "image/webp", "webp");
    add(table, "image/avif", "avif");
    add(table, "image/jxl", "jxl");
    add(table, "image/bmp", "bmp");
    add(table, "image/tiff", "tif tiff");
    add(table, "image/x-icon", "ico cur");
    add(table, "font/woff2", "woff2");
    add(table, "font/woff", "woff");
    add(table, "font/ttf", "ttf");
    add(table, "font/otf", "otf");
    add(table, "font/collection", "ttc");
    add(table, "application/vnd.ms-fontobject", "eot");
    add(table, "audio/mpeg", "mp3");
    add(table, "audio/mp4", "m4a");
    add(table, "audio/aac", "aac");
    add(table, "audio/ogg", "ogg oga opus");
    add(table, "audio/wav", "wav");
    add(table, "audio/flac", "flac");
    add(table, "audio/midi", "mid midi");
    add(table, "video/mp4", "mp4 m4v");
    add(table, "video/webm", "webm");
    add(table, "video/ogg", "ogv");
    add(table, "video/quicktime", "mov");
    add(table, "application/vnd.apple.mpegurl", "m3u8");
    add(table, "video/mp2t", "ts");
    add(table, "application/pdf", "pdf");
    add(table, "application/zip", "zip");
    add(table, "application/gzip", "tgz");
    add(table, "application/rtf", "rtf");
    add(table, "model/gltf-binary", "glb");
    add(table, "model/gltf+json", "gltf");
    add(table, "application/octet-stream", "bin dat data onnx riv pb");
    return Map.copyOf(table);
  }

  private static void add(Map<String, String> table, String type, String extensions) {
    for (String extension : extensions.split(" ", -1)) {
      table.put(extension, type);
    }
  }
}
