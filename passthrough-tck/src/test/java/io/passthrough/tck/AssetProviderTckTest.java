package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.ARRAY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class AssetProviderTckTest {

  @TempDir Path folder;

  @Test
  void tests_ofAGoodStore_areOneForEachCaseAndOneForTheNumber() throws Exception {
    List<DynamicTest> tests = tests(new MemoryBackend(UnaryOperator.identity()));

    assertThat(tests)
        .extracting(DynamicTest::getDisplayName)
        .contains("basic.empty", "keys.unicode", "cas.race-create")
        .endsWith("complete");
  }

  @Test
  void lastTest_nothingRan_failsAndWritesTheReport() throws Exception {
    List<DynamicTest> tests = tests(new MemoryBackend(UnaryOperator.identity()));

    assertThatThrownBy(last(tests)::execute)
        .hasMessageContaining("expected " + (tests.size() - 1) + " cases, ran 0");
    assertThat(Files.readString(folder.resolve("tck-report.json"))).contains("\"ran\" : 0");
  }

  @Test
  void test_ofABrokenStore_failsWithTheReport() throws Exception {
    Harness broken =
        Mutant.by("basic.all-256-bytes", "")
            .put("half of it", (store, put) -> put.of(new byte[] {1}).to(store))
            .harness()
            .get();

    Executable test = named(tests(broken), "basic.all-256-bytes");

    assertThatThrownBy(test::execute)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("usual cause  the bytes pass through text");
  }

  @Test
  void tests_ofOneBrokenCall_reportItWholeOnceOnly() throws Exception {
    Harness broken =
        Mutant.by("basic.empty", "")
            .put(
                "put is not written yet",
                (store, put) -> {
                  throw new UnsupportedOperationException("put");
                })
            .harness()
            .get();
    List<DynamicTest> tests = tests(broken);

    assertThatThrownBy(named(tests, "basic.round-trip")::execute)
        .hasMessageContaining("thrown       java.lang.UnsupportedOperationException: put")
        .hasMessageContaining("steps");
    assertThatThrownBy(named(tests, "basic.all-256-bytes")::execute)
        .hasMessageContaining("thrown at the same place as in basic.round-trip")
        .hasMessageNotContaining("steps")
        .extracting(Throwable::getStackTrace)
        .asInstanceOf(ARRAY)
        .isEmpty();
  }

  @Test
  void test_ofAGoodStore_passes() throws Exception {
    List<DynamicTest> tests = tests(new MemoryBackend(UnaryOperator.identity()));

    assertThatCode(named(tests, "basic.all-256-bytes")::execute).doesNotThrowAnyException();
  }

  @Test
  void tests_atTheEnd_closeTheHarness() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    Harness harness =
        new MemoryBackend(UnaryOperator.identity()) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    tests(harness);

    assertThat(closed).isTrue();
  }

  @Test
  void kit_classes_haveNoWayToSkip() throws IOException {
    Path classes = Path.of("target", "classes");

    assertThat(withSkips(classes)).isEmpty();
    assertThat(withSkips(Path.of("target", "test-classes")))
        .as("the scan finds what it looks for, in this test")
        .contains("AssetProviderTckTest.class");
  }

  private static List<String> withSkips(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(AssetProviderTckTest::skips)
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static boolean skips(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Stream.of("jupiter/api/Assumptions", "TestAbortedException", "jupiter/api/Disabled")
          .anyMatch(text::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<DynamicTest> tests(Harness harness) throws Exception {
    AssetProviderTck tck =
        new AssetProviderTck() {
          @Override
          protected Harness harness() {
            return harness;
          }

          @Override
          protected Path report() {
            return folder.resolve("tck-report.json");
          }
        };
    try (Stream<DynamicNode> nodes = tck.tck()) {
      return nodes.flatMap(AssetProviderTckTest::flat).toList();
    }
  }

  private static Stream<DynamicTest> flat(DynamicNode node) {
    return node instanceof DynamicContainer container
        ? container.getChildren().flatMap(AssetProviderTckTest::flat)
        : Stream.of((DynamicTest) node);
  }

  private static Executable last(List<DynamicTest> tests) {
    return tests.get(tests.size() - 1).getExecutable();
  }

  private static Executable named(List<DynamicTest> tests, String name) {
    return tests.stream()
        .filter(test -> test.getDisplayName().equals(name))
        .findFirst()
        .orElseThrow()
        .getExecutable();
  }
}
