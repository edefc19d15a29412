package io.passthrough.cli.demo;

import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.gateway.Gateway;
import io.passthrough.gateway.ServedRelease;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Hosts behind a balancer: two gateways, each of which stands for as many hosts as have it. */
public final class Fleet implements AutoCloseable {

  private final ServedRelease first;
  private final ServedRelease second;
  private final Balancer balancer;

  private Fleet(ServedRelease first, ServedRelease second, Balancer balancer) {
    this.first = first;
    this.second = second;
    this.balancer = balancer;
  }

  static Fleet start(PassthroughConfig config, List<SampleRelease> releases, HttpClient client) {
    ServedRelease first = gateway(config, releases.get(0).folder());
    ServedRelease second = gateway(config, releases.get(1).folder());
    return new Fleet(first, second, Balancer.start(client, List.of(first.uri())));
  }

  private static ServedRelease gateway(PassthroughConfig config, Path root) {
    return Gateway.serve(config.withGateway(config.gateway().withRoot(root).withPort(0)));
  }

  /** Gives release 2 to a number of hosts, and release 1 to the others. */
  void update(int updated) {
    balancer.use(
        IntStream.range(0, Phase.HOSTS)
            .mapToObj(host -> host < updated ? second.uri() : first.uri())
            .toList());
  }

  /**
   * Returns where users go.
   *
   * @return the balancer's URL
   */
  public URI site() {
    return balancer.uri();
  }

  /**
   * Returns the gateway of release 1.
   *
   * @return its URL
   */
  public URI first() {
    return first.uri();
  }

  /**
   * Returns the gateway of release 2.
   *
   * @return its URL
   */
  public URI second() {
    return second.uri();
  }

  @Override
  public void close() {
    balancer.close();
    second.close();
    first.close();
  }
}
