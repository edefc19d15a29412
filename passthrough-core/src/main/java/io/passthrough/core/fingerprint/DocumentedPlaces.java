package io.passthrough.core.fingerprint;

import io.passthrough.core.fingerprint.DigestForm.Place;
import io.passthrough.core.fingerprint.DigestForm.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders that frameworks fill with content-hashed files alone, and forms of names that they
 * document. There a token needs no neighbours, but must still be no writing.
 */
final class DocumentedPlaces {

  private static final double AFTER_SEPARATOR = -3;
  private static final double WHOLE_NAME = 2;
  private static final double WHOLE_NAME_OF_BASE38 = 5;
  private static final double FORM = 0;
  private static final double FORM_OF_A_COMMON_FOLDER = 4;
  private static final int SHORTEST_HEX = 7;

  /** A folder, anywhere in a path, and the digests in it that are not hexadecimal. */
  private record Folder(String path, Alphabet alphabet, int length) {

    boolean mayHold(NameToken token) {
      return token.length() == length && alphabet.spells(token.text());
    }
  }

  private static final List<Folder> FOLDERS =
      List.of(
          // https://svelte.dev/docs/kit/adapter-node and kit's adapters: "immutable" assets
          new Folder("/_app/immutable/", Alphabet.BASE64URL, 8),
          // https://nextjs.org/docs/app/guides/self-hosting#caching-and-isr: immutable assets have
          // a SHA hash in the file name; Turbopack writes 13 base38 characters
          new Folder("/_next/static/chunks/", Alphabet.BASE38, 13),
          new Folder("/_next/static/css/", Alphabet.BASE38, 13),
          new Folder("/_next/static/media/", Alphabet.BASE38, 13),
          // https://nuxt.com/docs/api/nuxt-config#buildassetsdir; entryFileNames is [hash].js
          new Folder("/_nuxt/", Alphabet.BASE64URL, 8),
          // https://docs.astro.build/en/reference/configuration-reference/#buildassets: "hashed"
          new Folder("/_astro/", Alphabet.BASE64URL, 8),
          // https://learn.microsoft.com/aspnet/core/blazor/host-and-deploy/webassembly:
          // fingerprints
          new Folder("/_framework/", Alphabet.BASE36, 10));

  /** Not content-hashed: https://nuxt.com/docs/api/nuxt-config#buildid. */
  private static final String NUXT_BUILDS = "/_nuxt/builds/";

  /**
   * Names of files.
   *
   * @param folder what the path of the folder has in it
   * @param part what the name has in it, as a quick look
   * @param name the name, in which the digest is the group {@code digest}
   * @param enough above how many bits it is a digest, unless it is hexadecimal
   */
  private record Form(
      String folder, String part, Pattern name, Place place, Alphabet alphabet, double enough) {

    Form(String folder, String part, Pattern name, Place place, Alphabet alphabet) {
      this(folder, part, name, place, alphabet, FORM);
    }

    Optional<String> digest(String inFolder, String fileName) {
      if (!inFolder.contains(folder) || !fileName.contains(part)) {
        return Optional.empty();
      }
      Matcher matcher = name.matcher(fileName);
      return matcher.matches() ? Optional.of(matcher.group("digest")) : Optional.empty();
    }
  }

  private static final List<Form> FORMS =
      List.of(
          // https://angular.dev/reference/configs/workspace-config (outputHashing) and
          // https://esbuild.github.io/api/#chunk-names
          new Form(
              "/",
              "-",
              Pattern.compile(
                  "(?:main|polyfills|styles|scripts|chunk)-(?<digest>[A-Z2-7]{8})\\.(?:js|mjs|css)"),
              Place.after('-'),
              Alphabet.BASE32),
          // https://bun.com/docs/bundler#naming: entries of a page, chunks
          new Form(
              "/",
              "-",
              Pattern.compile("(?:index|chunk)-(?<digest>[0-9a-z]{8})\\.(?:js|css)"),
              Place.after('-'),
              Alphabet.BASE36,
              WHOLE_NAME),
          // https://vite.dev/config/build-options#build-assetsdir: generated scripts and styles.
          // Many folders are called that, so there is to be no doubt about the token.
          new Form(
              "/assets/",
              "-",
              Pattern.compile(".+-(?![0-9a-f]{8}\\.)(?<digest>[\\w-]{8})\\.(?:js|mjs|css)"),
              Place.after('-'),
              Alphabet.BASE64URL,
              FORM_OF_A_COMMON_FOLDER),
          // https://docs.astro.build/en/guides/images/: a hash of the bytes, one of the transform
          new Form(
              "/_astro/",
              "_",
              Pattern.compile(".+\\.(?<digest>[\\w-]{8})_[0-9A-Za-z]{4,7}\\.[a-z0-9]+"),
              Place.after('.'),
              Alphabet.BASE64URL),
          // https://vitepress.dev/guide/deploy#http-cache-headers
          new Form(
              "/",
              ".md.",
              Pattern.compile(".+\\.md\\.(?<digest>[\\w-]{8})(?:\\.lean)?\\.js"),
              Place.after('.'),
              Alphabet.BASE64URL),
          // https://stenciljs.com/docs/config#hashfilenames
          new Form(
              "/",
              "p-",
              Pattern.compile("p-(?<digest>[\\w-]{8})(?:\\.[a-z]+)*\\.(?:js|css)"),
              Place.after('-'),
              Alphabet.BASE64URL),
          // https://qwik.dev/docs/deployments: what lies in build/ is immutable
          new Form(
              "/build/",
              "q-",
              Pattern.compile("q-(?<digest>[\\w-]{8})\\.(?:js|css)"),
              Place.after('-'),
              Alphabet.BASE64URL),
          // https://www.gwtproject.org/doc/latest/DevGuideCompilingAndDebugging.html
          new Form(
              "/",
              ".cache.",
              Pattern.compile("(?<digest>[0-9A-F]{32})\\.cache\\.(?:js|html)"),
              Place.WHOLE,
              Alphabet.HEX),
          // https://gohugo.io/methods/resource/resize/: a hash of the bytes and the options
          new Form(
              "/",
              "_hu",
              Pattern.compile(".+_hu_?(?<digest>[0-9a-f]{16}|[0-9a-f]{32}(?=_[0-9]+_)).*\\.[a-z]+"),
              Place.after('_'),
              Alphabet.HEX));

  private DocumentedPlaces() {}

  static Optional<DigestForm> find(String path, FileStem stem, List<NameToken> tokens) {
    String folder = "/" + stem.folder();
    return folderDigest(folder, tokens)
        .or(() -> formDigest(folder, path.substring(stem.folder().length())));
  }

  /** Whether a framework fills a folder with content-hashed files alone. */
  static boolean isFolder(String folder) {
    return !folders("/" + folder).isEmpty();
  }

  private static List<Folder> folders(String folder) {
    List<Folder> found = new ArrayList<>();
    for (Folder each : FOLDERS) {
      if (folder.contains(each.path) && !folder.contains(NUXT_BUILDS)) {
        found.add(each);
      }
    }
    return found;
  }

  private static Optional<DigestForm> folderDigest(String folder, List<NameToken> tokens) {
    for (Folder each : folders(folder)) {
      for (NameToken token : tokens) {
        if (isDigestIn(each, token)) {
          return Optional.of(formIn(each, token));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isDigestIn(Folder folder, NameToken token) {
    return token.isHexWithLetterAndDigit()
        ? token.length() >= SHORTEST_HEX
        : folder.mayHold(token) && token.bits(folder.alphabet) > threshold(folder, token);
  }

  private static DigestForm formIn(Folder folder, NameToken token) {
    return token.isHexWithLetterAndDigit()
        ? token.form()
        : new DigestForm(token.form().place(), folder.alphabet, token.length());
  }

  private static double threshold(Folder folder, NameToken token) {
    if (token.form().place().position() == Position.AFTER) {
      return AFTER_SEPARATOR;
    }
    return folder.alphabet == Alphabet.BASE38 ? WHOLE_NAME_OF_BASE38 : WHOLE_NAME;
  }

  private static Optional<DigestForm> formDigest(String folder, String name) {
    for (Form form : FORMS) {
      Optional<DigestForm> found =
          form.digest(folder, name)
              .filter(it -> isDigest(it, form))
              .map(it -> new DigestForm(form.place, form.alphabet, it.length()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isDigest(String text, Form form) {
    if (Hex.hasLetterAndDigit(text)) {
      return Hex.turns(text) > 1 && !Hex.isColour(text);
    }
    double random = text.length() * form.alphabet.bitsPerCharacter();
    return form.alphabet != Alphabet.HEX && Likelihood.writtenBits(text) - random > form.enough;
  }
}
