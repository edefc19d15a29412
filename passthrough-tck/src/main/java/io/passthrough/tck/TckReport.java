package io.passthrough.tck;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.Capability;
import io.passthrough.tck.CaseResult.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run shows of a target, and what it does not. Every case of the kit is named, also those
 * that did not run.
 *
 * @param run what was run
 * @param results one for each case that has ended or does not run
 * @param leftovers namespaces that the kit could not empty
 */
public record TckReport(Run run, List<CaseResult> results, List<String> leftovers) {

  /**
   * What was run.
   *
   * @param target the provider and its backend
   * @param options tiers, known failures and time scale
   * @param capabilities what the store declares
   * @param expected how many cases were to run
   */
  public record Run(Target target, TckOptions options, Set<Capability> capabilities, int expected) {

    /**
     * Copies the capabilities.
     *
     * @param target the provider and its backend
     * @param options tiers, known failures and time scale
     * @param capabilities what the store declares
     * @param expected how many cases were to run
     */
    public Run {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /**
   * Copies the lists.
   *
   * @param run what was run
   * @param results one for each case
   * @param leftovers namespaces that the kit could not empty
   */
  public TckReport {
    results = List.copyOf(results);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * Returns the kit's version.
   *
   * @return such as {@code 0.1.0}
   */
  public static String kitVersion() {
    Properties properties = new Properties();
    try (InputStream in = TckReport.class.getResourceAsStream("kit.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /**
   * Returns how many cases ran.
   *
   * @return the number of results that are neither not verified nor not selected
   */
  public int ran() {
    return (int) results.stream().filter(CaseResult::ran).count();
  }

  /**
   * Returns the results with an outcome.
   *
   * @param outcome which
   * @return the results, in the order of the list
   */
  public List<CaseResult> with(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).toList();
  }

  /**
   * Returns what stands against calling the run a success: cases that are missing, a selection by
   * name, failures and errors.
   *
   * @return one sentence each, empty for a success
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (TckCases.all().size() != TckCases.COUNT) {
      problems.add("the kit has " + TckCases.all().size() + " cases, not " + TckCases.COUNT);
    }
    if (ran() != run.expected()) {
      problems.add("expected " + run.expected() + " cases, ran " + ran());
    }
    if (!run.options().only().equals("*")) {
      problems.add(
          "only '%s' was asked for (%s): that shows nothing of the others"
              .formatted(run.options().only(), TckOptions.ONLY_PROPERTY));
    }
    results.stream()
        .filter(CaseResult::bad)
        .forEach(result -> problems.add(result.caseId() + ": " + result.summary()));
    return problems;
  }

  /**
   * Returns a short text for people: the counts, and by name what was not verified.
   *
   * @return some lines
   */
  public String summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Kit %s on %s: expected %d cases, ran %d, passed %d"
            .formatted(
                kitVersion(), run.target(), run.expected(), ran(), with(Outcome.PASSED).size()));
    lines.add(
        "Tiers %s, capabilities %s"
            .formatted(new TreeSet<>(run.options().tiers()), new TreeSet<>(run.capabilities())));
    results.stream()
        .filter(result -> result.outcome() != Outcome.PASSED)
        .filter(result -> result.outcome() != Outcome.NOT_SELECTED)
        .forEach(
            result ->
                lines.add(
                    word(result.outcome()) + ": " + result.caseId() + ", " + result.summary()));
    leftovers.forEach(namespace -> lines.add("left behind: " + namespace));
    return String.join(System.lineSeparator(), lines);
  }

  /**
   * Writes the report as JSON.
   *
   * @param file where to, usually named {@code tck-report.json}; its folder is made when missing
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json() + "\n");
  }

  /**
   * Returns the report as JSON.
   *
   * @return what {@link #write} writes
   */
  public String json() {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode root = mapper.createObjectNode();
    root.put("kit", kitVersion());
    Target target = run.target();
    root.putObject("target")
        .put("provider", target.provider())
        .put("backend", target.backend())
        .put("backendVersion", target.backendVersion());
    names(root.putArray("tiers"), new TreeSet<>(run.options().tiers()));
    names(root.putArray("capabilities"), new TreeSet<>(run.capabilities()));
    root.put("cases", TckCases.COUNT).put("expected", run.expected()).put("ran", ran());
    names(root.putArray("problems"), problems());
    names(root.putArray("notVerified"), ids(Outcome.NOT_VERIFIED));
    names(root.putArray("knownFailures"), ids(Outcome.KNOWN_FAILURE));
    names(root.putArray("leftovers"), leftovers);
    ArrayNode cases = root.putArray("results");
    results.forEach(result -> addTo(cases, result));
    return root.toPrettyString();
  }

  private List<String> ids(Outcome outcome) {
    return with(outcome).stream().map(CaseResult::caseId).toList();
  }

  private static void names(ArrayNode array, Iterable<?> values) {
    values.forEach(value -> array.add(value instanceof Enum<?> e ? word(e) : value.toString()));
  }

  private static void addTo(ArrayNode cases, CaseResult result) {
    TckCase tckCase = TckCases.named(result.caseId());
    ObjectNode node = cases.addObject();
    node.put("case", result.caseId());
    names(node.putArray("rules"), tckCase.rules());
    node.put("tier", word(tckCase.tier()));
    node.put("outcome", word(result.outcome()));
    node.put("millis", result.duration().toMillis());
    node.put("detail", result.report().isEmpty() ? result.summary() : result.report());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
