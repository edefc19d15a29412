package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.s3.CannedServer.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The requests of a publish, as a server counts them. */
class S3PublishCostTest {

  private static final ReleaseName NAME = ReleaseName.of("one");

  @Test
  void publish_ofAnUnchangedReleaseOf10000Files_listsAndPutsRecords() {
    MemoryStore objects = new MemoryStore();
    ScannedRelease release = tenThousand();
    pipeline(AssetStores.guarded(objects)).publish(release, Optional.of(NAME));

    try (CannedServer server = CannedServer.of(new MemoryBucket(objects));
        AssetStore store = AssetStores.guarded(server.open(Access.WRITE))) {
      int probes = server.requests().size();
      PublishResult again = pipeline(store).publish(release, Optional.of(NAME));

      List<Request> requests = server.requests().subList(probes, server.requests().size());
      assertThat(again.uploaded()).isZero();
      assertThat(again.skipped()).isEqualTo(10_000);
      assertThat(probes).isEqualTo(7);
      assertThat(requests).extracting(Request::method).containsOnly("GET", "HEAD", "PUT");
      assertThat(requests)
          .filteredOn(request -> request.method().equals("HEAD"))
          .allMatch(request -> request.uri().getPath().endsWith("/manifest.json"))
          .hasSize(2);
      assertThat(prefixes(requests, false)).hasSize(11);
      assertThat(prefixes(requests, true)).hasSize(6).doesNotHaveDuplicates();
      assertThat(requests)
          .filteredOn(request -> !isList(request))
          .allMatch(request -> isRecord(request.uri().getPath()));
      assertThat(requests).filteredOn(request -> request.method().equals("PUT")).hasSize(3);
    }
  }

  private static Pipeline pipeline(AssetStore store) {
    return new Pipeline(store, 4, PipelineListener.NONE);
  }

  private static List<String> prefixes(List<Request> requests, boolean ofRecords) {
    return requests.stream()
        .filter(S3PublishCostTest::isList)
        .map(request -> request.uri().getQuery())
        .filter(query -> isRecord(query) == ofRecords)
        .toList();
  }

  private static boolean isList(Request request) {
    return request.uri().getPath().equals("/web");
  }

  private static boolean isRecord(String text) {
    return text.matches(
        ".*shop/\\.passthrough/(releases|activations|plans|forgotten|journal|deleted)/.*");
  }

  private static ScannedRelease tenThousand() {
    List<ManifestAsset> assets = new ArrayList<>();
    Map<AssetKey, Content> contents = new HashMap<>();
    IntStream.range(0, 9_990)
        .mapToObj("js/chunk.1a2b%04x.js"::formatted)
        .forEach(key -> add(assets, contents, key, AssetKind.FINGERPRINTED));
    IntStream.range(0, 10)
        .mapToObj("locales/%d.json"::formatted)
        .forEach(key -> add(assets, contents, key, AssetKind.MUTABLE));
    return new ScannedRelease(assets, Map.of(), contents, Map.of(), List.of());
  }

  private static void add(
      List<ManifestAsset> assets, Map<AssetKey, Content> contents, String key, AssetKind kind) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    AssetKey name = AssetKey.of(key);
    String type = "text/plain";
    assets.add(
        new ManifestAsset(
            name,
            kind,
            bytes.length,
            Sha256.of(bytes),
            type,
            List.of(),
            Optional.empty(),
            List.of()));
    contents.put(name, Content.of(bytes));
  }
}
