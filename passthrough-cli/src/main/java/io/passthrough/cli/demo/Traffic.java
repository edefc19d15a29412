package io.passthrough.cli.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The users of one rollout, one request after the other, so that every run is the same. A user
 * loads the page, what it names and what its code asks for at once; later, lazy chunks of the
 * release that the page came from.
 */
final class Traffic {

  private static final Pattern NAMED = Pattern.compile("(?:src|href)=[\"']?(/[^\"' >]+)");

  private final HttpClient client;
  private final URI site;
  private final List<SampleRelease> releases;
  private final Map<Integer, Tab> tabs = new HashMap<>();
  private final Tally tally = new Tally();

  /** What a user has open: a release and the files that its page named. */
  private record Tab(SampleRelease release, Set<String> named) {}

  Traffic(HttpClient client, URI site, List<SampleRelease> releases) {
    this.client = client;
    this.site = site;
    this.releases = releases;
  }

  Tally tally() {
    return tally;
  }

  /** Lets every user do what is due in a step. */
  void step(int step, List<Visitor> visitors) {
    for (int user = 0; user < visitors.size(); user++) {
      Visitor visitor = visitors.get(user);
      if (visitor.arrival() == step) {
        arrive(step, user, visitor);
      }
      for (Visitor.Click click : visitor.clicks()) {
        if (click.step() == step) {
          click(step, user, click);
        }
      }
    }
  }

  private void arrive(int step, int user, Visitor visitor) {
    Answer page = Answer.get(client, site);
    Optional<SampleRelease> release =
        releases.stream().filter(each -> each.has(SampleRelease.PAGE, page.sha256())).findFirst();
    count(step, user, page, release.isPresent());
    if (release.isEmpty()) {
      return;
    }
    Tab tab = new Tab(release.get(), named(page.text()));
    tabs.put(user, tab);
    tab.named().forEach(path -> load(step, user, path));
    tab.release().atStart(visitor.language()).forEach(path -> load(step, user, path));
  }

  private void click(int step, int user, Visitor.Click click) {
    Tab tab = tabs.get(user);
    if (tab != null) {
      List<String> chunks = tab.release().lazyChunks(tab.named());
      load(step, user, chunks.get(click.chunk() % chunks.size()));
    }
  }

  /** A file under a fingerprinted name has one content; one of the others is any release's. */
  private void load(int step, int user, String path) {
    Answer answer = Answer.get(client, site.resolve(path));
    boolean right = releases.stream().anyMatch(release -> release.has(path, answer.sha256()));
    count(step, user, answer, right);
  }

  private void count(int step, int user, Answer answer, boolean right) {
    Result outcome =
        switch (answer.source()) {
          case "local" -> Result.LOCAL;
          case "cache" -> Result.CACHE;
          case "store" -> Result.STORE;
          default -> Result.FAILED;
        };
    boolean miss = answer.source().equals("miss");
    tally.add(step, user, answer.ok() && right ? outcome : Result.FAILED, miss);
  }

  private static Set<String> named(String page) {
    Set<String> named = new LinkedHashSet<>();
    Matcher matcher = NAMED.matcher(page);
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    return named;
  }
}
