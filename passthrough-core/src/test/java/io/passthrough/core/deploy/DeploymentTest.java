package io.passthrough.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.deploy.DeployPlan.Activation;
import io.passthrough.core.deploy.DeployPlan.Pruning;
import io.passthrough.core.deploy.DeployPlan.Publishing;
import io.passthrough.core.deploy.StepEnding.State;
import io.passthrough.core.publish.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment as an application takes it, without a command line. */
class DeploymentTest {

  private static final DeployWords WORDS =
      new DeployWords() {
        @Override
        public String noUrl() {
          return "no URL";
        }

        @Override
        public String notActivated(ReleaseName release) {
          return "activate " + release + " later";
        }

        @Override
        public String notPruned() {
          return "keep all";
        }
      };

  private static final class Log implements DeployListener {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void began(String name, int number, int steps) {
      lines.add(number + "/" + steps + " " + name);
    }

    @Override
    public void ended(TakenStep step, DeployResult result) {
      lines.add(step.name() + " " + step.state());
    }

    @Override
    public void on(Event event) {}
  }

  @TempDir private Path folder;

  private final Shop shop = Shop.open();
  private final Log log = new Log();

  @BeforeEach
  void makeBuild() throws IOException {
    Files.createDirectories(folder.resolve("dist/js"));
    Files.writeString(folder.resolve("dist/index.html"), "<p>");
    Files.writeString(folder.resolve("dist/js/app.1a2b3c4d.js"), "app");
    Files.writeString(
        folder.resolve("passthrough.yaml"), "gateway: {root: dist, assets: {base: /}}\n");
  }

  private Deployment deployment(Build build, Activation activation, Pruning pruning) {
    PassthroughConfig configuration =
        Configurations.load(folder.resolve("passthrough.yaml"), Map.of());
    Publishing publishing =
        new Publishing(build, Optional.of(ReleaseName.of("v1")), Optional.empty());
    return Deployment.begin(
        shop.store,
        configuration,
        new DeployPlan(publishing, Optional.empty(), activation, pruning, WORDS),
        log);
  }

  @Test
  void run_ofABuild_takesTheStepsInOrderAndActivates() {
    try (Build build = Build.open(folder.resolve("dist"))) {
      DeployResult result =
          deployment(
                  build,
                  new Activation(EnvironmentName.DEFAULT, true, false),
                  new Pruning(true, false))
              .run();

      assertThat(result.hasFailed()).isFalse();
      assertThat(result.release()).contains(ReleaseName.of("v1"));
      assertThat(result.activated()).isPresent();
      assertThat(shop.served("js/app.1a2b3c4d.js")).isEqualTo("app");
      assertThat(log.lines)
          .containsExactly(
              "1/4 publish",
              "publish DONE",
              "2/4 verify",
              "verify SKIPPED",
              "3/4 activate",
              "activate DONE",
              "4/4 prune",
              "prune DONE");
    }
  }

  @Test
  void run_ofStepsThatAreNotWanted_saysWhyInTheWordsOfTheFrontEnd() {
    try (Build build = Build.open(folder.resolve("dist"))) {
      DeployResult result =
          deployment(
                  build,
                  new Activation(EnvironmentName.DEFAULT, false, false),
                  new Pruning(false, false))
              .run();

      assertThat(result.hasFailed()).isFalse();
      assertThat(result.steps())
          .extracting(step -> step.ending().message())
          .contains("no URL", "activate v1 later", "keep all");
      assertThat(result.activated()).isEmpty();
    }
  }

  @Test
  void run_whenAStepThrows_keepsWhatWasDoneForTheReports() throws IOException {
    try (Build build = Build.open(folder.resolve("dist"))) {
      Deployment deployment =
          deployment(
              build,
              new Activation(EnvironmentName.DEFAULT, true, false),
              new Pruning(true, false));
      Files.writeString(folder.resolve("dist/js/app.1a2b3c4d.js"), "longer than it was");

      assertThatExceptionOfType(PassthroughException.class).isThrownBy(deployment::run);

      DeployResult result = deployment.result();
      assertThat(result.hasFailed()).isTrue();
      assertThat(result.steps()).extracting(TakenStep::state).containsExactly(State.FAILED);
      assertThat(result.steps().get(0).ending().message()).contains("app.1a2b3c4d.js");
    }
  }
}
