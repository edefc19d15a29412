package io.passthrough.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MavenFailureTest {

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "IO", mode = EnumSource.Mode.EXCLUDE)
  void refusal_ofTheEngine_failsTheBuildWithItsNextStep(Kind kind) {
    MavenFailure failure =
        MavenFailure.of(new PassthroughException(kind, "Cannot prune", "use --force"));

    assertThatExceptionOfType(MojoFailureException.class)
        .isThrownBy(failure::thrown)
        .withMessage("Cannot prune\nNext: use -Dpassthrough.prune.force");
  }

  @Test
  void outage_ofTheStore_isAnErrorOfTheBuild() throws MojoFailureException {
    AssetStoreException outage =
        AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "list", "s3://web")
            .because("no answer");

    assertThat(MavenFailure.of(outage).thrown())
        .hasCause(outage)
        .hasMessageStartingWith("Cannot list: no answer")
        .hasMessageContaining("\nNext: check that the store can be reached");
  }
}
