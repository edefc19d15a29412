package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One way in which bundlers write down what became of their inputs. */
sealed interface ManifestFormat
    permits Phoenix,
        Sprockets,
        Django,
        EsbuildMetafile,
        CreateReactApp,
        Propshaft,
        Vite,
        WebpackAssets,
        LaravelMix,
        FlatMap {

  /** What its users call it. */
  String title();

  /** Reads the entries, or nothing when the document has another shape. */
  Optional<List<ManifestEntry>> read(JsonNode document);

  /** Whether the manifest may be seen by everyone. */
  default boolean isPublic() {
    return true;
  }
}
