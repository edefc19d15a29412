package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "www.example.com",
        "my_host-1.~x",
        "host:",
        "host:0",
        "host:65535",
        "host:00080",
        "127.0.0.1:8080",
        "[::1]",
        "[::]",
        "[::1]:443",
        "[2001:db8::192.0.2.1]:"
      })
  void isValid_hostWithOrWithoutPort_true(String authority) {
    assertThat(Authority.isValid(authority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":80",
        "host:65536",
        "host:000080",
        "host:-1",
        "host:8a",
        "host:80:80",
        "user@host",
        "a b",
        "host/",
        "é",
        "host:٣",
        "[]",
        "[:]",
        "[::1",
        "[::1]x",
        "[::g]",
        "::1",
        "[[::1]]"
      })
  void isValid_anythingElse_false(String authority) {
    assertThat(Authority.isValid(authority)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "."})
  void isValid_nameTooLong_false(String character) {
    assertThat(Authority.isValid(character.repeat(255))).isTrue();
    assertThat(Authority.isValid(character.repeat(256))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "f"})
  void isValid_addressTooLong_false(String character) {
    assertThat(Authority.isValid("[" + character.repeat(45) + "]")).isTrue();
    assertThat(Authority.isValid("[" + character.repeat(46) + "]")).isFalse();
  }
}
