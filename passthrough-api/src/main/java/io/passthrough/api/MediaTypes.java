package io.passthrough.api;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of media types by file extension: what frontends are made of and offer for download.
 * Text types name their charset; none is ever sniffed from bytes. Names without extension whose
 * type a specification fixes, such as {@code apple-app-site-association}, are in it as well.
 */
public final class MediaTypes {

  private static final String WELL_KNOWN = ".well-known/";

  /** Apple asks for it at the root too, and for nothing but JSON. */
  private static final String APP_LINKS = "apple-app-site-association";

  private static final Map<String, String> BY_EXTENSION = table();
  private static final Map<String, String> BY_WELL_KNOWN_NAME = wellKnownNames();

  private MediaTypes() {}

  /**
   * Returns the type for a name's extension, or for a name whose type is fixed without one.
   *
   * @param name a key, path or file name
   * @return such as {@code text/css; charset=utf-8}, or empty when the table lacks the extension
   */
  public static Optional<String> ofName(String name) {
    return extension(name).map(BY_EXTENSION::get).or(() -> ofWellKnownName(name));
  }

  private static Optional<String> ofWellKnownName(String name) {
    String path = name.startsWith("/") ? name.substring(1) : name;
    int folder = path.lastIndexOf("/" + WELL_KNOWN) + 1;
    if (path.startsWith(WELL_KNOWN, folder)) {
      path = path.substring(folder + WELL_KNOWN.length());
    } else if (!path.endsWith(APP_LINKS)) {
      return Optional.empty();
    } else {
      path = path.substring(path.lastIndexOf('/') + 1);
    }
    return Optional.ofNullable(BY_WELL_KNOWN_NAME.get(path));
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
    addTexts(table);
    addData(table);
    addImagesAndFonts(table);
    addSoundAndFilms(table);
    addDocuments(table);
    addPackages(table);
    // What an application calls its own data is no type of anyone's.
    add(table, "application/octet-stream", "bin dat data onnx riv pb");
    return Map.copyOf(table);
  }

  private static void addTexts(Map<String, String> table) {
    // RFC 9239 makes text/javascript the one type for scripts.
    add(table, "text/javascript; charset=utf-8", "js mjs cjs");
    add(table, "text/css; charset=utf-8", "css");
    add(table, "text/html; charset=utf-8", "html htm");
    add(table, "application/xhtml+xml; charset=utf-8", "xhtml");
    add(table, "text/plain; charset=utf-8", "txt text log ini conf properties");
    add(table, "text/markdown; charset=utf-8", "md markdown");
    add(table, "text/csv; charset=utf-8", "csv");
    add(table, "text/tab-separated-values; charset=utf-8", "tsv");
    add(table, "text/vtt; charset=utf-8", "vtt");
    add(table, "text/calendar; charset=utf-8", "ics");
    add(table, "text/vcard; charset=utf-8", "vcf");
    add(table, "text/wgsl; charset=utf-8", "wgsl");
    add(table, "application/x-subrip; charset=utf-8", "srt");
  }

  private static void addData(Map<String, String> table) {
    add(table, "application/json; charset=utf-8", "json map json5 jsonc topojson");
    add(table, "application/manifest+json; charset=utf-8", "webmanifest");
    add(table, "application/ld+json; charset=utf-8", "jsonld");
    add(table, "application/geo+json; charset=utf-8", "geojson");
    add(table, "application/x-ndjson; charset=utf-8", "ndjson jsonl");
    add(table, "application/yaml; charset=utf-8", "yaml yml");
    add(table, "application/toml; charset=utf-8", "toml");
    add(table, "application/xml; charset=utf-8", "xml xsl xslt xsd dtd");
    add(table, "application/rss+xml; charset=utf-8", "rss");
    add(table, "application/atom+xml; charset=utf-8", "atom");
    add(table, "application/gpx+xml; charset=utf-8", "gpx");
    add(table, "application/vnd.google-earth.kml+xml; charset=utf-8", "kml");
    add(table, "application/vnd.google-earth.kmz", "kmz");
    add(table, "application/ttml+xml; charset=utf-8", "ttml");
    add(table, "application/wasm", "wasm");
    add(table, "application/vnd.apache.parquet", "parquet");
    add(table, "application/vnd.pmtiles", "pmtiles");
    add(table, "application/vnd.mapbox-vector-tile", "mvt");
    add(table, "model/gltf-binary", "glb");
    add(table, "model/gltf+json", "gltf");
    add(table, "model/stl", "stl");
    add(table, "model/vnd.usdz+zip", "usdz");
  }

  private static void addImagesAndFonts(Map<String, String> table) {
    add(table, "image/svg+xml", "svg");
    add(table, "image/png", "png");
    add(table, "image/apng", "apng");
    add(table, "image/jpeg", "jpg jpeg jfif");
    add(table, "image/gif", "gif");
    add(table, "image/webp", "webp");
    add(table, "image/avif", "avif");
    add(table, "image/jxl", "jxl");
    add(table, "image/heic", "heic");
    add(table, "image/heif", "heif");
    add(table, "image/bmp", "bmp");
    add(table, "image/tiff", "tif tiff");
    add(table, "image/ktx2", "ktx2");
    add(table, "image/vnd.adobe.photoshop", "psd");
    add(table, "image/x-icon", "ico cur");
    add(table, "font/woff2", "woff2");
    add(table, "font/woff", "woff");
    add(table, "font/ttf", "ttf");
    add(table, "font/otf", "otf");
    add(table, "font/collection", "ttc");
    add(table, "application/vnd.ms-fontobject", "eot");
  }

  private static void addSoundAndFilms(Map<String, String> table) {
    add(table, "audio/mpeg", "mp3");
    add(table, "audio/mp4", "m4a m4b");
    add(table, "audio/aac", "aac");
    add(table, "audio/ogg", "ogg oga opus");
    add(table, "audio/webm", "weba");
    add(table, "audio/wav", "wav");
    add(table, "audio/flac", "flac");
    add(table, "audio/aiff", "aif aiff");
    add(table, "audio/midi", "mid midi");
    add(table, "video/mp4", "mp4 m4v");
    add(table, "video/webm", "webm");
    add(table, "video/ogg", "ogv");
    add(table, "video/quicktime", "mov");
    add(table, "video/mpeg", "mpg mpeg");
    add(table, "video/matroska", "mkv");
    add(table, "video/x-msvideo", "avi");
    add(table, "video/3gpp", "3gp");
    add(table, "video/iso.segment", "m4s");
    add(table, "video/mp2t", "ts");
    add(table, "application/vnd.apple.mpegurl", "m3u8");
    add(table, "application/dash+xml", "mpd");
  }

  private static void addDocuments(Map<String, String> table) {
    String openXml = "application/vnd.openxmlformats-officedocument.";
    String openDocument = "application/vnd.oasis.opendocument.";
    add(table, "application/pdf", "pdf");
    add(table, "application/rtf", "rtf");
    add(table, "application/postscript", "ps eps ai");
    add(table, "application/epub+zip", "epub");
    add(table, "application/msword", "doc dot");
    add(table, openXml + "wordprocessingml.document", "docx");
    add(table, openXml + "wordprocessingml.template", "dotx");
    add(table, "application/vnd.ms-word.document.macroenabled.12", "docm");
    add(table, "application/vnd.ms-excel", "xls xlt");
    add(table, openXml + "spreadsheetml.sheet", "xlsx");
    add(table, openXml + "spreadsheetml.template", "xltx");
    add(table, "application/vnd.ms-excel.sheet.macroenabled.12", "xlsm");
    add(table, "application/vnd.ms-excel.sheet.binary.macroenabled.12", "xlsb");
    add(table, "application/vnd.ms-powerpoint", "ppt pps");
    add(table, openXml + "presentationml.presentation", "pptx");
    add(table, openXml + "presentationml.slideshow", "ppsx");
    add(table, openXml + "presentationml.template", "potx");
    add(table, "application/vnd.ms-powerpoint.presentation.macroenabled.12", "pptm");
    add(table, "application/vnd.visio", "vsd");
    add(table, "application/vnd.ms-outlook", "msg");
    add(table, openDocument + "text", "odt");
    add(table, openDocument + "spreadsheet", "ods");
    add(table, openDocument + "presentation", "odp");
    add(table, openDocument + "graphics", "odg");
  }

  private static void addPackages(Map<String, String> table) {
    add(table, "application/zip", "zip");
    add(table, "application/gzip", "gz tgz");
    add(table, "application/zstd", "zst");
    add(table, "application/x-tar", "tar");
    add(table, "application/x-bzip2", "bz2");
    add(table, "application/x-xz", "xz");
    add(table, "application/x-7z-compressed", "7z");
    add(table, "application/vnd.rar", "rar");
    add(table, "application/java-archive", "jar");
    add(table, "application/vnd.android.package-archive", "apk");
    add(table, "application/x-ios-app", "ipa");
    add(table, "application/x-apple-diskimage", "dmg");
    add(table, "application/vnd.apple.installer+xml", "mpkg");
    add(table, "application/vnd.apple.pkpass", "pkpass");
    add(table, "application/x-apple-aspen-config", "mobileconfig");
    add(table, "application/vnd.microsoft.portable-executable", "exe dll");
    add(table, "application/x-msi", "msi");
    add(table, "application/msix", "msix");
    add(table, "application/appx", "appx");
    add(table, "application/appinstaller", "appinstaller");
    add(table, "application/vnd.debian.binary-package", "deb");
    add(table, "application/x-rpm", "rpm");
    add(table, "application/x-xpinstall", "xpi");
    add(table, "application/x-chrome-extension", "crx");
    add(table, "application/x-x509-ca-cert", "crt cer der");
    add(table, "application/pgp-signature", "asc");
  }

  private static Map<String, String> wellKnownNames() {
    String json = "application/json; charset=utf-8";
    Map<String, String> names = new HashMap<>();
    // The registry of well-known URIs (RFC 8615) and the documents that it names.
    add(names, json, APP_LINKS + " openid-configuration oauth-authorization-server");
    add(names, json, "oauth-protected-resource openid-federation webauthn passkey-endpoints");
    add(names, json, "matrix/client matrix/server nodeinfo");
    add(names, "application/jrd+json; charset=utf-8", "webfinger");
    add(names, "application/xrd+xml; charset=utf-8", "host-meta");
    return Map.copyOf(names);
  }

  private static void add(Map<String, String> table, String type, String extensions) {
    for (String extension : extensions.split(" ", -1)) {
      table.put(extension, type);
    }
  }
}
