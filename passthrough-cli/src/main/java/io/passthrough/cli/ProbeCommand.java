package io.passthrough.cli;

import io.passthrough.cli.probe.Probe;
import io.passthrough.tck.TckOptions;
import io.passthrough.tck.TckReport;
import io.passthrough.tck.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the kit's cases against the configured store. */
@Command(
    name = "probe",
    description =
        "Run the test kit's cases against the configured store, in a scratch place of their own.")
final class ProbeCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      defaultValue = "*",
      description = "The cases, such as 'keys.*'; all when left out.")
  private String only = "*";

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      split = ",",
      completionCandidates = TierWords.class,
      description = "required (when left out), large, race or cloud; several with commas.")
  private Set<Tier> tiers = EnumSet.noneOf(Tier.class);

  ProbeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TckOptions options = options();
    Probe probe = Probe.open(session.configuration().requireStore());
    Runtime.getRuntime().addShutdownHook(new Thread(probe::stop, "probe-stop"));
    ProbeDocument document = new ProbeDocument(run(probe, options));
    session.print(document);
    if (document.failures().isEmpty()) {
      return 0;
    }
    session.notice("Error: The store fails " + document.failures().size() + " cases of the kit");
    return Failure.INCOMPLETE;
  }

  private TckReport run(Probe probe, TckOptions options) {
    try (CaseProgress progress = new CaseProgress(session.terminal())) {
      return probe.run(options, progress);
    } finally {
      probe.sweep().ifPresent(left -> session.notice("Warning: " + left));
    }
  }

  private TckOptions options() {
    Set<Tier> chosen = tiers.isEmpty() ? EnumSet.of(Tier.REQUIRED) : tiers;
    return new TckOptions(chosen, List.of(), 1, only);
  }
}
