package io.passthrough.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedStoreTest {

  private static final AssetKey KEY = AssetKey.of("js/app.js");
  private static final AssetHeaders HEADERS =
      AssetHeaders.of("text/javascript").withMetadata(Map.of("sha256", "00ff"));
  private static final Content HELLO = Content.of("hello".getBytes(UTF_8));

  private final FaultyStore store = new FaultyStore();
  private final AssetStore guarded = new GuardedStore(store, Access.WRITE, "shop");

  @Test
  void put_headers_comeBackWithoutTheMarkThatIsStored() {
    guarded.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT);

    assertThat(guarded.stat(KEY).orElseThrow().headers()).isEqualTo(HEADERS);
    try (AssetReader reader = guarded.read(KEY, ByteRange.ALL)) {
      assertThat(reader.info().headers()).isEqualTo(HEADERS);
    }
    assertThat(store.memory.stat(KEY).orElseThrow().headers().metadata())
        .containsOnlyKeys("sha256", "write_id");
  }

  @Test
  void put_outcomeUnknownButApplied_isSettledAsDone() {
    store.loseAnswerAfterPut = true;

    Version version = guarded.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT);

    assertThat(guarded.stat(KEY).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void put_outcomeUnknownAndAnothersObjectThere_isAConflict() {
    guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS);
    store.loseAnswerBeforePut = true;

    assertThat(failure(() -> guarded.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT)))
        .hasMessage("Cannot put: another object is already there, 'js/app.js' in memory")
        .returns(Kind.CONDITION_FAILED, AssetStoreException::kind);
  }

  @Test
  void put_outcomeUnknownAndNothingThere_staysUnknown() {
    store.loseAnswerBeforePut = true;

    assertKind(
        Kind.OUTCOME_UNKNOWN, () -> guarded.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT));
  }

  @Test
  void put_outcomeUnknownAndAnOlderObjectThere_staysUnknown() {
    guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS);
    store.loseAnswerBeforePut = true;

    assertKind(Kind.OUTCOME_UNKNOWN, () -> guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS));
  }

  @Test
  void put_outcomeUnknownAndNoReadingBack_staysUnknown() {
    store.loseAnswerAfterPut = true;
    store.statFails = true;

    AssetStoreException failure =
        failure(() -> guarded.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT));

    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  @Test
  void put_outcomeUnknownInAnInterruptedThread_isNotReadBack() {
    store.loseAnswerAfterPut = true;
    store.interruptDuringPut = true;

    assertKind(
        Kind.OUTCOME_UNKNOWN, () -> guarded.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT));
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 6})
  void put_contentOfAnotherLength_isInvalidWhateverTheStoreSays(long length) {
    assertThat(failure(() -> guarded.put(KEY, hello(length), HEADERS, PutCondition.ALWAYS)))
        .hasMessageContaining("than the " + length + " bytes of its length, 'js/app.js' in memory")
        .returns(Kind.INVALID, AssetStoreException::kind);
    assertThat(guarded.stat(KEY)).isEmpty();
  }

  @Test
  void put_contentOpenedFromAnOffset_isMeasuredFromThere() throws IOException {
    MeasuredContent content = new MeasuredContent(HELLO, 5);

    try (InputStream in = content.open(3)) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("lo");
    }
    assertThat(content.fault()).isEmpty();
  }

  @Test
  void put_negativeLength_isInvalid() {
    assertKind(Kind.INVALID, () -> guarded.put(KEY, hello(-1), HEADERS, PutCondition.ALWAYS));
  }

  @Test
  void put_metadataWithoutRoomForTheMark_isInvalid() {
    AssetHeaders full = HEADERS.withMetadata(Map.of("a", "x".repeat(2_047)));
    AssetHeaders most = HEADERS.withMetadata(Map.of("a", "x".repeat(2_047 - 44)));

    assertKind(Kind.INVALID, () -> guarded.put(KEY, HELLO, full, PutCondition.ALWAYS));
    guarded.put(KEY, HELLO, most, PutCondition.ALWAYS);
    assertThat(guarded.stat(KEY).orElseThrow().headers()).isEqualTo(most);
  }

  @Test
  void put_metadataWithTheReservedName_isInvalid() {
    AssetHeaders own = HEADERS.withMetadata(Map.of("write_id", "mine"));

    assertThat(failure(() -> guarded.put(KEY, HELLO, own, PutCondition.ALWAYS)))
        .hasMessageContaining("the metadata name 'write_id' is reserved");
  }

  @Test
  void put_ifAbsentUndeclared_isUnsupportedBeforeAByteIsSent() {
    store.capabilities.remove(Capability.CREATE_IF_ABSENT);
    AssetStore without = new GuardedStore(store, Access.WRITE, "");

    assertKind(Kind.UNSUPPORTED, () -> without.put(KEY, HELLO, HEADERS, PutCondition.IF_ABSENT));
    assertThat(store.calls).isZero();
    without.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS);
    assertThat(without.stat(KEY)).isPresent();
  }

  @Test
  void write_openedForReading_isUnsupported() {
    AssetStore reading = new GuardedStore(store, Access.READ, "");

    assertKind(Kind.UNSUPPORTED, () -> reading.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS));
    assertKind(Kind.UNSUPPORTED, () -> reading.delete(List.of(KEY)));
    assertThat(reading.stat(KEY)).isEmpty();
  }

  @Test
  void call_keyTooLongWithThePrefix_isInvalid() {
    String segments = ("a".repeat(203) + "/").repeat(5);
    AssetKey longest = AssetKey.of(segments.substring(0, 1_019));
    AssetKey longer = AssetKey.of(segments + "b");

    assertThat(guarded.stat(longest)).isEmpty();
    assertKind(Kind.INVALID, () -> guarded.stat(longer));
    assertKind(Kind.INVALID, () -> guarded.read(longer, ByteRange.ALL));
    assertKind(Kind.INVALID, () -> guarded.put(longer, HELLO, HEADERS, PutCondition.ALWAYS));
    assertKind(Kind.INVALID, () -> guarded.delete(List.of(KEY, longer)));
    assertKind(Kind.INVALID, () -> guarded.list(longer.value(), Optional.empty(), 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001, Integer.MAX_VALUE})
  void list_limitOutOfRange_isInvalid(int limit) {
    assertKind(Kind.INVALID, () -> guarded.list("", Optional.empty(), limit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "../", "a//b", "a\\", "a\n", ".passthrough-fs/"})
  void list_prefixOfNoKey_isInvalid(String prefix) {
    assertKind(Kind.INVALID, () -> guarded.list(prefix, Optional.empty(), 1));
    assertThat(store.calls).isZero();
  }

  @Test
  void list_largestPageAndPartOfASegment_reachTheStore() {
    guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS);

    assertThat(guarded.list("js/a", Optional.empty(), 1_000).entries()).hasSize(1);
    assertThat(guarded.list("js/..", Optional.empty(), 1).entries()).isEmpty();
  }

  @Test
  void list_namesOutsideThePrefix_isUnavailable() {
    guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS);
    store.ignoresPrefix = true;

    assertKind(Kind.UNAVAILABLE, () -> guarded.list("css/", Optional.empty(), 10));
  }

  @Test
  void list_pageThatLeadsToItself_isUnavailable() {
    guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS);
    guarded.put(AssetKey.of("js/two.js"), HELLO, HEADERS, PutCondition.ALWAYS);
    Optional<Cursor> next = guarded.list("js/", Optional.empty(), 1).next();
    store.ignoresCursor = true;

    assertKind(Kind.UNAVAILABLE, () -> guarded.list("js/", next, 1));
  }

  @Test
  void delete_noKeys_makesNoCall() {
    assertThat(guarded.delete(List.of())).isEmpty();
    assertThat(store.calls).isZero();
  }

  @Test
  void delete_duplicates_reachTheStoreOnce() {
    guarded.delete(List.of(KEY, AssetKey.of("a"), KEY));

    assertThat(store.deleted).containsExactly(KEY, AssetKey.of("a"));
  }

  @Test
  void call_closedStore_isRefusedByName() {
    guarded.close();
    guarded.close();

    assertThat(store.closes).isEqualTo(1);
    assertClosed(() -> guarded.stat(KEY));
    assertClosed(() -> guarded.read(KEY, ByteRange.ALL));
    assertClosed(() -> guarded.put(KEY, HELLO, HEADERS, PutCondition.ALWAYS));
    assertClosed(() -> guarded.list("", Optional.empty(), 1));
    assertClosed(() -> guarded.delete(List.of(KEY)));
    assertClosed(guarded::inspect);
  }

  @Test
  void toString_anyStore_isTheStoresName() {
    assertThat(guarded).hasToString("memory");
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(": the store is closed, memory");
  }

  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThat(failure(call).kind()).isEqualTo(kind);
  }

  private static AssetStoreException failure(ThrowingCallable call) {
    return Optional.ofNullable(catchThrowableOfType(AssetStoreException.class, call)).orElseThrow();
  }

  private static Content hello(long length) {
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long offset) {
        return new ByteArrayInputStream("hello".getBytes(UTF_8));
      }
    };
  }
}
