package io.passthrough.core.objects;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.MediaTypes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The media type of a stored object: what the store says, unless that cannot be right for the
 * object's name. Tools guess types by tables of their own: on Windows from the registry, where a
 * script may be {@code text/plain}, of which no browser makes a script under {@code nosniff}.
 */
public final class StoredType {

  private static final Pattern MEDIA_TYPE = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+/[^/\\s]+");

  /** Names whose extension two kinds of files share: MPEG streams and sources of TypeScript. */
  private static final Set<String> AMBIGUOUS = Set.of("ts");

  /** What a type is good for. A stored one of another group than the extension's gives way. */
  private enum Group {
    /** What tools write that do not know, and what a form or a browser sends with any file. */
    UNKNOWN(
        "application/(octet-stream|x-www-form-urlencoded|(x-)?unknown(-.*)?|(x-)?download"
            + "|force-download|x-directory|x-empty)|(binary|unknown|content|multipart|httpd)/.*"),
    SCRIPT("(text|application)/(x-)?(java|ecma|j|live)script(1\\.\\d)?"),
    STYLE("text/css"),
    PAGE("text/html|application/xhtml\\+xml"),
    JSON("(application|text)/(x-)?json|[^/]+/.*\\+json"),
    SVG("image/svg(\\+xml)?"),
    XML("(application|text)/xml|application/xslt|application/.*\\+xml"),
    WASM("application/wasm"),
    IMAGE("image/.*"),
    FONT(
        "font/.*|application/(x-)?font-.*|application/vnd\\.ms-(fontobject|opentype)"
            + "|application/x-(truetype|opentype)-font"),
    MEDIA("(audio|video)/.*|application/(ogg|mp4|(x-|vnd\\.apple\\.)mpegurl|dash\\+xml)"),
    PLAIN("text/plain"),
    TEXT("text/.*"),
    PACKED(
        "application/(x-)?(gzip|gunzip|gzipped|zstd|brotli|br|compress|compressed|tar|bzip2|xz"
            + "|zip|zip-compressed|7z-compressed|rar)|application/vnd\\.rar"),
    OTHER(".*");

    private final Pattern types;

    Group(String types) {
      this.types = Pattern.compile(types);
    }

    static Group of(String essence) {
      for (Group group : values()) {
        if (group.types.matcher(essence).matches()) {
          return group;
        }
      }
      return OTHER;
    }

    /** Returns whether a file whose extension says this group may be of another one. */
    boolean allows(Group stored) {
      return switch (this) {
        case PLAIN -> Set.of(PLAIN, TEXT, JSON, XML, OTHER).contains(stored);
        case PACKED -> stored == PACKED || stored == OTHER;
        case UNKNOWN -> stored != UNKNOWN;
        case SCRIPT, STYLE, PAGE, JSON, SVG, XML, WASM, IMAGE, FONT, MEDIA, TEXT, OTHER ->
            stored == this;
      };
    }
  }

  private StoredType() {}

  /**
   * Returns the type to send an object with.
   *
   * @param headers what the store says of it
   * @param name its key
   * @return the stored type, or the extension's where the stored one cannot be right
   */
  public static String of(AssetHeaders headers, String name) {
    return of(headers.contentType(), headers.contentEncoding().isPresent(), name);
  }

  /**
   * Returns the type to send an object with.
   *
   * @param stored the type that the store says
   * @param coded whether the bytes are in a content coding, which is no type
   * @param name its key
   * @return the stored type, or the extension's where the stored one cannot be right
   */
  public static String of(String stored, boolean coded, String name) {
    Optional<String> own = MediaTypes.ofName(name);
    String essence = essence(stored);
    if (own.map(StoredType::essence).filter(essence::equals).isPresent()) {
      return stored;
    }
    Group group = MEDIA_TYPE.matcher(essence).matches() ? Group.of(essence) : Group.UNKNOWN;
    boolean possible =
        own.map(type -> allows(name, type, group))
            .orElse(group != Group.UNKNOWN && !(coded && group == Group.PACKED));
    return possible ? stored : own.orElse(AssetHeaders.OCTET_STREAM);
  }

  private static boolean allows(String name, String own, Group stored) {
    return MediaTypes.extension(name).filter(AMBIGUOUS::contains).isPresent()
        ? stored != Group.UNKNOWN
        : Group.of(essence(own)).allows(stored);
  }

  /** Returns a type without its parameters. */
  private static String essence(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
