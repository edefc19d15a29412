package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.serving.RequestHandler;
import org.junit.jupiter.api.Test;

class ListenFailureTest {

  private static final RequestHandler HANDLER = request -> Replies.now("");

  private static PassthroughException failure(String address, int port) {
    return catchThrowableOfType(
        PassthroughException.class, () -> Gateway.start(address, port, HANDLER).close());
  }

  @Test
  void port_inUse_isNamedWithTheNextStep() {
    try (Gateway first = Gateway.start("127.0.0.1", 0, HANDLER)) {
      int port = first.uri().getPort();
      PassthroughException failure = failure("127.0.0.1", port);

      assertThat(failure.kind()).isEqualTo(Kind.IO);
      assertThat(failure)
          .hasMessage("Cannot listen on '127.0.0.1:" + port + "': the port is in use");
      assertThat(failure.next()).contains("another port");
    }
  }

  @Test
  void port_outOfRange_isAMistakeOfTheInput() {
    PassthroughException failure = failure("127.0.0.1", 65_536);

    assertThat(failure.kind()).isEqualTo(Kind.INPUT);
    assertThat(failure).hasMessage("Cannot listen on '127.0.0.1:65536': the port is out of range");
  }

  @Test
  void address_ofAnotherMachine_isNamed() {
    PassthroughException failure = failure("203.0.113.1", 0);

    assertThat(failure.kind()).isEqualTo(Kind.IO);
    assertThat(failure)
        .hasMessage("Cannot listen on '203.0.113.1:0': not an address of this machine");
  }

  @Test
  void address_thatIsNone_isNamed() {
    PassthroughException failure = failure("not an address", 0);

    assertThat(failure.kind()).isEqualTo(Kind.IO);
    assertThat(failure).hasMessage("Cannot listen on 'not an address:0': no such address");
  }
}
