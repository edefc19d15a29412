package io.passthrough.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.registry.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigMistakesTest {

  private static final Map<String, String> VARIABLES = Map.of("WORD", "many", "PASS", "hunter2");

  @TempDir Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        // Names
        arguments(
            "gatway:\n  listener:\n    port: 80\n",
            ":1: unknown key 'gatway' at the top",
            "did you mean 'gateway'?"),
        arguments(
            "services: []\nGateway: {}\n",
            ":2: unknown key 'Gateway' at the top",
            "did you mean 'gateway'?"),
        arguments(
            "gateway:\n  asets:\n    base: /\n",
            ":2: unknown key 'asets' under 'gateway'",
            "did you mean 'assets'?"),
        arguments(
            "gateway:\n  listner: {port: 80}\n",
            ":2: unknown key 'listner' under 'gateway'",
            "did you mean 'listener'?"),
        arguments(
            "gateway:\n  listener:\n\n    prot: 80\n",
            ":4: unknown key 'prot' under 'gateway.listener'",
            "did you mean 'port'?"),
        arguments(
            "gateway:\n  assets:\n    FillMax: 1\n",
            ":3: unknown key 'FillMax' under 'gateway.assets'",
            "did you mean 'fill_max'?"),
        arguments(
            "publish:\n  parallelism: 4\n",
            ":2: unknown key 'parallelism' under 'publish'",
            "known are concurrency, exclude, fingerprint, fingerprinted, mutable, verify"),
        arguments(
            "retention:\n  lease: 0\n",
            ":2: 'retention.lease' must be at least 1s, not '0'",
            "correct the value of 'retention.lease'"),
        arguments(
            "gateway:\n  assets:\n    lease: 1h\n",
            ":3: 'gateway.assets.lease' must be none, or left out; how long it holds:"
                + " 'retention.lease', not '1h'",
            "correct the value of 'gateway.assets.lease'"),
        arguments(
            "retention:\n  max_aeg: 1d\n",
            ":2: unknown key 'max_aeg' under 'retention'",
            "did you mean 'max_age'?"),
        arguments(
            "gateway:\n  assets:\n    cache: {ram: 1GiB}\n",
            ":3: unknown key 'ram' under 'gateway.assets.cache'",
            "known are disk, memory"),
        arguments(
            "gateway:\n  assets:\n    cdn: cdn.example.com\n",
            ":3: 'gateway.assets.cdn' must be an http or https URL without user, query and"
                + " fragment, not 'cdn.example.com'",
            "correct the value of 'gateway.assets.cdn'"),
        // Providers
        arguments(
            "gateway:\n  assets:\n    acmee: {bucket: web}\n",
            ":3: unknown key 'acmee' under 'gateway.assets'",
            "did you mean 'acme'?"),
        arguments(
            "gateway:\n  assets:\n    dropbox: {bucket: web}\n",
            ":3: unknown key 'dropbox' under 'gateway.assets'",
            "known are acme, azure, base, cache, cdn, chain, fill_max, fs, gcs, lease, netstorage,"
                + " records, refresh, routable_static_path, s3, unknown_keys; another provider needs its jar"
                + " on the class path or in a providers folder"),
        arguments(
            "gateway:\n  assets:\n    acme:\n      buket: web\n",
            ":4: unknown key 'buket' under 'gateway.assets.acme'",
            "did you mean 'bucket'?"),
        arguments(
            "gateway:\n  assets:\n    acme:\n      key: a\n",
            ":3: 'gateway.assets.acme' lacks 'bucket'",
            "add 'bucket': The bucket's name"),
        arguments(
            "gateway:\n  assets:\n    acme:\n      bucket:\n",
            ":3: 'gateway.assets.acme' lacks 'bucket'",
            "add 'bucket': The bucket's name"),
        arguments(
            "gateway:\n  assets:\n    acme: {bucket: a}\n    s3: {bucket: b}\n",
            ":4: 'gateway.assets' must have one provider, not two: acme and s3",
            "keep one of them"),
        arguments(
            "gateway:\n  assets:\n    s3: {bucket: b}\n    chain: [{s3: {bucket: c}}]\n",
            ":4: 'gateway.assets.chain' must be left out where a provider is named, not a list",
            "correct the value of 'gateway.assets.chain'"),
        arguments(
            "gateway:\n  assets:\n    records: {}\n",
            ":3: 'gateway.assets.records' must be a provider with its options, such as"
                + " s3: {bucket: web}, not a mapping",
            "correct the value of 'gateway.assets.records'"),
        arguments(
            "gateway:\n  assets:\n    records: nothing\n",
            ":3: 'gateway.assets.records' must be none, or a provider with its options, such as"
                + " s3: {bucket: web}, not 'nothing'",
            "correct the value of 'gateway.assets.records'"),
        arguments(
            "gateway:\n  assets:\n    s3: us-east-1\n",
            ":3: 'gateway.assets.s3' must be a mapping of keys to values, not 'us-east-1'",
            "correct the value of 'gateway.assets.s3'"),
        arguments(
            "gateway:\n  assets:\n    s3: {bucket: [a, b]}\n",
            ":3: 'gateway.assets.s3.bucket' must be a text, not a list",
            "correct the value of 'gateway.assets.s3.bucket'"),
        arguments(
            "gateway:\n  assets:\n    s3: {bucket: b, key: a/../b}\n",
            ":3: 'gateway.assets.s3.key' must be a prefix of keys (it has a segment '..'), not"
                + " 'a/../b'",
            "correct the value of 'gateway.assets.s3.key'"),
        option("path_style: yes", "path_style", "true or false, not 'yes'"),
        option("connections: few", "connections", "a whole number, not 'few'"),
        option(
            "read_timeout: 5 sec",
            "read_timeout",
            "a duration such as 10s (units: ms, s, m, h, d), not '5 sec'"),
        option(
            "endpoint: localhost:9000",
            "endpoint",
            "an http or https URL without a user name, not 'localhost:9000'"),
        option(
            "endpoint: http://me:pw@host",
            "endpoint",
            "an http or https URL without a user name, not 'http://***@host'"),
        option("conditional_writes: maybe", "conditional_writes", "one of auto, none, not 'maybe'"),
        // Values
        value(
            "gateway: {listener: {port: 80a}}",
            "gateway.listener.port",
            "a whole number from 0 to 65535, not '80a'"),
        value(
            "gateway: {listener: {port: 70000}}",
            "gateway.listener.port",
            "a whole number from 0 to 65535, not '70000'"),
        value(
            "gateway: {listener: {port: -1}}",
            "gateway.listener.port",
            "a whole number from 0 to 65535, not '-1'"),
        value(
            "gateway: {listener: {port: '${WORD}'}}",
            "gateway.listener.port",
            "a whole number from 0 to 65535, not 'many' (from '${WORD}')"),
        value(
            "gateway: {listener: {address: ''}}",
            "gateway.listener.address",
            "a text that is not empty, not ''"),
        value(
            "gateway: {listener: {tcp: {secure: true}}}",
            "gateway.listener.tcp.secure",
            "false, with a proxy in front that speaks TLS, not 'true'"),
        value(
            "gateway: {listener: 8080}",
            "gateway.listener",
            "a mapping of keys to values, not '8080'"),
        value("gateway: [assets]", "gateway", "a mapping of keys to values, not a list"),
        value("gateway: {root: ''}", "gateway.root", "a text that is not empty, not ''"),
        value("gateway: {root: {a: b}}", "gateway.root", "a text, not a mapping"),
        value(
            "gateway: {root: \"a\\0b\"}",
            "gateway.root",
            "a path (Nul character not allowed), not 'a\0b'"),
        value(
            "gateway: {mount: shop}", "gateway.mount", "a URL path that begins with /, not 'shop'"),
        value(
            "gateway: {mount: '/a?b'}",
            "gateway.mount",
            "a URL path that begins with /, not '/a?b'"),
        value(
            "gateway: {assets: {base: static/}}",
            "gateway.assets.base",
            "a URL path that begins with /, not 'static/'"),
        value(
            "gateway: {assets: {base: //a}}",
            "gateway.assets.base",
            "a URL path (it has an empty segment), not '//a'"),
        value(
            "gateway: {assets: {base: /a/../b}}",
            "gateway.assets.base",
            "a URL path (it has a segment '..'), not '/a/../b'"),
        value(
            "gateway: {environment: 'a/b'}",
            "gateway.environment",
            "a name of letters, digits, '.', '_' and '-', not 'a/b'"),
        value(
            "gateway: {spa: {exclude: [api]}}",
            "gateway.spa.exclude[0]",
            "a URL path that begins with /, not 'api'"),
        value("gateway: {spa: {exclude: /api/}}", "gateway.spa.exclude", "a list, not '/api/'"),
        value(
            "gateway: {assets: {fill_max: 8MiBi}}",
            "gateway.assets.fill_max",
            "a size such as 64MiB (units: B, KB, MB, GB, KiB, MiB, GiB), not '8MiBi'"),
        value(
            "gateway: {assets: {fill_max: 2GiB}}",
            "gateway.assets.fill_max",
            "at most 1GiB, not '2GiB'"),
        value(
            "gateway: {assets: {cache: {memory: 64 mb}}}",
            "gateway.assets.cache.memory",
            "a size such as 64MiB (units: B, KB, MB, GB, KiB, MiB, GiB), not '64 mb'"),
        value(
            "gateway: {assets: {cache: {memory: 999999999999999GiB}}}",
            "gateway.assets.cache.memory",
            "a size such as 64MiB (units: B, KB, MB, GB, KiB, MiB, GiB), not '999999999999999GiB'"),
        value(
            "gateway: {assets: {refresh: 10}}",
            "gateway.assets.refresh",
            "a duration such as 10s (units: ms, s, m, h, d), not '10'"),
        value(
            "gateway: {assets: {refresh: 0}}", "gateway.assets.refresh", "at least 100ms, not '0'"),
        value(
            "gateway: {assets: {unknown_keys: allow}}",
            "gateway.assets.unknown_keys",
            "ask or refuse, not 'allow'"),
        value(
            "gateway: {assets: {routable_static_path: on}}",
            "gateway.assets.routable_static_path",
            "true or false, not 'on'"),
        value(
            "publish: {concurrency: 0}",
            "publish.concurrency",
            "a whole number from 1 to 1000, not '0'"),
        value(
            "publish: {exclude: ['[a']}",
            "publish.exclude[0]",
            "a glob such as *.map, with every bracket closed, not '[a'"),
        value("publish: {exclude: [null]}", "publish.exclude[0]", "a text, and is left empty"),
        value(
            "publish: {verify: [cdn.example.com]}",
            "publish.verify[0]",
            "an http or https URL without user, query and fragment, not 'cdn.example.com'"),
        value(
            "publish: {verify: ['https://joe:pw@cdn.example.com']}",
            "publish.verify[0]",
            "an http or https URL without user, query and fragment, not"
                + " 'https://***@cdn.example.com'"),
        value(
            "publish: {verify: [{url: 'https://cdn.example.com', origin: bucket}]}",
            "publish.verify[0].origin",
            "gateway or store, not 'bucket'"),
        value(
            "publish: {verify: [{origin: store}]}",
            "publish.verify[0]",
            "a URL, or a mapping with a url, not a mapping"),
        value(
            "retention: {max_age: 2w}",
            "retention.max_age",
            "a duration such as 10s (units: ms, s, m, h, d), not '2w'"),
        value(
            "retention: {releases: all}",
            "retention.releases",
            "a whole number from 0 to 1000000, not 'all'"),
        value(
            "gateway: {admin: {port: http}}",
            "gateway.admin.port",
            "a whole number from 0 to 65535, not 'http'"),
        value("just a text", "the file", "a mapping of keys to values, not 'just a text'"),
        // Variables
        arguments(
            "gateway:\n  root: a\n  mount: ${MOUNT}\n",
            ":3: the variable 'MOUNT' is not set",
            "set it, or write ${MOUNT:-default}"),
        arguments(
            "gateway:\n  root: ${MY-ROOT}\n",
            ":2: '${MY-ROOT}' does not name a variable",
            "write ${NAME} or ${NAME:-default}, with letters, digits and '_' in the name"),
        arguments(
            "gateway:\n  root: ${ROOT\n",
            ":2: '${ROOT' does not name a variable",
            "write ${NAME} or ${NAME:-default}, with letters, digits and '_' in the name"),
        // YAML
        arguments(
            "gateway:\n  root: a\n  root: b\n",
            ":3: the key 'root' is there twice",
            "remove one of the two"),
        arguments(
            "gateway:\n  assets:\n    fill_max: 1\n    fillMax: 2\n",
            ":4: 'gateway.assets.fill_max' is there twice",
            "remove one of the two"),
        arguments(
            "services:\n  a: 1\n  a: 2\n",
            ":3: the key 'a' is there twice",
            "remove one of the two"),
        arguments(
            "gateway:\n  root: !!javax.script.ScriptEngineManager [a]\n",
            ":2: the tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' is not read",
            "remove the tag"),
        arguments(
            "services: !include a.yaml\n", ":1: the tag '!include' is not read", "remove the tag"),
        arguments("gateway: &a\n  root: *a\n", ":1: a value contains itself", "remove the alias"),
        arguments(
            "gateway:\n  ? [a, b]\n  : c\n", ":2: a key must be a text", "write the key as a word"),
        arguments(
            "gateway:\n\troot: a\n",
            ":2: not YAML: found character '\\t(TAB)' that cannot start any token",
            "correct the line"),
        arguments(
            "gateway:\n  root: [a\n",
            ":3: not YAML: expected ',' or ']', but got <stream end>",
            "correct the line"),
        arguments(
            "gateway: {}\n---\ngateway: {}\n",
            ":2: not YAML: but found another document",
            "correct the line"),
        arguments(
            "gateway: {}\n# \u0007\n",
            ":2: not YAML: it has a control character",
            "correct the line"),
        arguments(
            "a: " + "[".repeat(200) + "]".repeat(200),
            ":1: values are nested more than 100 deep",
            "check that it is the right file"),
        arguments(
            "a: " + "[".repeat(200_000),
            ":1: values are nested more than 100 deep",
            "check that it is the right file"),
        arguments(
            "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c]\n"
                + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e]\n",
            ":1: the file has more than 10000 values, counting each alias",
            "write values in the place of aliases"));
  }

  private static Arguments option(String line, String name, String expected) {
    return arguments(
        "gateway:\n  assets:\n    acme:\n      bucket: web\n      " + line + "\n",
        ":5: 'gateway.assets.acme." + name + "' must be " + expected,
        "correct the value of 'gateway.assets.acme." + name + "'");
  }

  private static Arguments value(String yaml, String name, String expected) {
    String subject = name.equals("the file") ? name : "'" + name + "'";
    return arguments(
        yaml, ":1: " + subject + " must be " + expected, "correct the value of " + subject);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void load_mistake_namesFileLineExpectedAndNearest(String yaml, String message, String next)
      throws IOException {
    Path file = Files.writeString(folder.resolve("passthrough.yaml"), yaml);

    PassthroughException failure = failure(file);

    assertThat(failure).hasMessage(file + message);
    assertThat(failure.next()).isEqualTo(next);
    assertThat(failure.kind()).isEqualTo(Kind.INPUT);
  }

  @Test
  void load_secretOfTheWrongShape_isNotShown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"), "gateway: {assets: {s3: {secret_key: {a: hunter2}}}}");

    assertThat(failure(file)).hasMessageNotContaining("hunter2");
  }

  @Test
  void load_missingFile_saysSo() {
    Path file = folder.resolve("none.yaml");

    assertThat(failure(file)).hasMessage("There is no configuration file '" + file + "'");
  }

  @Test
  void load_folder_saysSo() {
    assertThat(failure(folder)).hasMessage("The configuration is a folder, '" + folder + "'");
  }

  @Test
  void load_latin1_saysThatItIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});

    assertThat(failure(file)).hasMessage("The configuration is not UTF-8, '" + file + "'");
  }

  @Test
  void load_endlessFile_isGivenUpAfterOneMebibyte() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "#".repeat((1 << 20) + 1));

    assertThat(failure(file))
        .hasMessage("The configuration has more than 1048576 bytes, '" + file + "'");
  }

  private static PassthroughException failure(Path file) {
    return catchThrowableOfType(
        PassthroughException.class,
        () -> Configurations.load(file, VARIABLES, Providers.of(new TestProvider())));
  }
}
