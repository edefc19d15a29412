package io.passthrough.core.verify;

import java.util.Optional;

/**
 * Asks again with the validator of an answer (RFC 9110, section 13).
 *
 * @param request the request
 * @param response its answer
 */
record ConditionCheck(ProbeRequest request, ProbeResponse response) {

  void run(ProbeClient client, CheckNotes notes) {
    Optional<ProbeRequest> conditional = conditional();
    if (conditional.isEmpty()) {
      notes.warn("has neither ETag nor Last-Modified: browsers load it again as a whole");
      return;
    }
    int status = client.get(conditional.get()).status();
    if (status == 200) {
      notes.warn("is sent again as a whole to who has it: conditions are not passed on");
    } else if (status != 304) {
      notes.fail(
          new Mismatch(
              "304 for a request with the validator of the answer before",
              "status " + status,
              "a proxy or CDN in between breaks conditional requests"));
    }
  }

  private Optional<ProbeRequest> conditional() {
    return response
        .field("etag")
        .map(etag -> request.with("If-None-Match", etag))
        .or(
            () ->
                response
                    .field("last-modified")
                    .map(date -> request.with("If-Modified-Since", date)));
  }
}
