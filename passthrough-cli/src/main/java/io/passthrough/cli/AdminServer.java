package io.passthrough.cli;

import io.passthrough.core.admin.AdminService;
import io.passthrough.core.config.AdminConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.gateway.Gateway;
import io.passthrough.gateway.ServedRelease;
import java.net.URI;
import java.util.Optional;

/** The admin listener of a host: open before the root is indexed, and until it has drained. */
final class AdminServer implements AutoCloseable {

  private final AdminService service;
  private final Gateway listener;

  private AdminServer(AdminService service, Gateway listener) {
    this.service = service;
    this.listener = listener;
  }

  /** Listens where the configuration says so. */
  static Optional<AdminServer> start(PassthroughConfig configuration) {
    return configuration.admin().map(admin -> start(configuration, admin));
  }

  private static AdminServer start(PassthroughConfig configuration, AdminConfig admin) {
    AdminService service = new AdminService(configuration.gateway().environment());
    return new AdminServer(service, Gateway.start(admin.address(), admin.port(), service));
  }

  URI uri() {
    return listener.uri();
  }

  void ready(ServedRelease served) {
    service.ready(served::release, served::notices);
  }

  void draining() {
    service.draining();
  }

  @Override
  public void close() {
    listener.close();
  }
}
