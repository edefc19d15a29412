package io.passthrough.core.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/b.js, /a/b.js",
    "/a/, /a/",
    "/[...slug]/(group)/@scope/a+b|c^d.js, /[...slug]/(group)/@scope/a+b|c^d.js",
    "/%5B...slug%5D/a%20b%23%3F%25.js, /[...slug]/a b#?%.js",
    "/caf%C3%A9, /café",
    "/%F0%9F%98%80.png, /😀.png",
    "/a%252e, /a%2e",
    "/.../a, /.../a",
    "/;a=b, /;a=b",
    "/a?b=../c, /a"
  })
  void path_thatIsLegal_isDecodedOnce(String raw, String path) {
    assertThat(RequestPath.parse(raw))
        .hasValueSatisfying(it -> assertThat(it.path()).isEqualTo(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "//",
        "/a//b",
        "/.",
        "/..",
        "/a/../b",
        "/a/%2e%2E/b",
        "/a/..%2fb",
        "/a%5cb",
        "/a\\b",
        "/a%00",
        "/a%0a",
        "/a%7f",
        "/a%",
        "/a%1",
        "/a%zz",
        "/a%u0041",
        "/%c0%ae",
        "/%e0%80%ae",
        "/%ed%b0%80",
        "/%f4%90%80%80",
        "/%ff",
        "/caf\u00c3\u00a9",
        "/a b",
        "/<a>",
        "/\"",
        "/{a}",
        "/`",
        "/a#b",
        "/a?b#c",
        "/a?b c",
        "/a?\u0000",
        "/a?\u00e9"
      })
  void target_thatIsNotLegal_isRefused(String raw) {
    assertThat(RequestPath.parse(raw)).isEmpty();
  }

  @Test
  void encodedSlash_inAPath_isTold() {
    assertThat(RequestPath.parse("/go/https%3A%2F%2Fexample.com"))
        .contains(new RequestPath("/go/https://example.com", "", 10));
  }

  @Test
  void query_ofAnyPrintableCharacters_isKeptAsItIs() {
    assertThat(RequestPath.parse("/?a=[]|^\"<>{}`\\%zz&b=?"))
        .contains(new RequestPath("/", "a=[]|^\"<>{}`\\%zz&b=?", -1));
  }

  @Test
  void anyBytes_asATarget_neverMakeAnUnsafePath() {
    Random random = new Random(1);
    String alphabet = "/.%2ef5cAz\\?#;\u0000\u00c0\u00af ";

    Stream<String> paths =
        IntStream.range(0, 200_000)
            .mapToObj(i -> random(random, alphabet))
            .flatMap(raw -> RequestPath.parse(raw).stream())
            .map(RequestPath::path);

    assertThat(paths)
        .isNotEmpty()
        .allMatch(path -> path.startsWith("/"))
        .noneMatch(path -> path.contains("/../") || path.endsWith("/.."))
        .noneMatch(path -> path.contains("/./") || path.endsWith("/."))
        .noneMatch(path -> path.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\'));
  }

  private static String random(Random random, String alphabet) {
    StringBuilder text = new StringBuilder("/");
    random
        .ints(random.nextInt(12), 0, alphabet.length())
        .forEach(i -> text.append(alphabet.charAt(i)));
    return text.toString();
  }
}
