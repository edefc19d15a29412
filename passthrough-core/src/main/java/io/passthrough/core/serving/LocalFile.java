package io.passthrough.core.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of the root, with the usual answers made beforehand. */
final class LocalFile {

  private final Resource resource;
  private final List<Form> forms = new ArrayList<>();

  /**
   * A representation with what is sent of it.
   *
   * @param payload its bytes
   * @param head the answer to a HEAD
   * @param notModified the answer to who has it
   * @param whole the answer to a GET, where one can be sent again and again
   */
  private record Form(
      Payload payload, Response head, Response notModified, Optional<Response> whole) {}

  /**
   * Prepares a file.
   *
   * @param resource what is known of it
   * @param payloads the bytes of each of its representations, in their order
   */
  LocalFile(Resource resource, List<Payload> payloads) {
    this.resource = resource;
    for (int i = 0; i < payloads.size(); i++) {
      forms.add(form(resource, resource.representations().get(i), payloads.get(i)));
    }
  }

  private static Form form(Resource resource, Representation representation, Payload payload) {
    Decision whole = new Decision.Whole(representation);
    Response head = Responses.withoutBytes(whole, resource, Origin.LOCAL);
    Response same =
        Responses.withoutBytes(new Decision.NotModified(representation), resource, Origin.LOCAL);
    if (!Responses.needsBytes(whole, false)) {
      return new Form(payload, head, same, Optional.of(head));
    }
    return payload instanceof Payload.Memory
        ? new Form(
            payload,
            head,
            same,
            Optional.of(Responses.withBytes(whole, resource, Origin.LOCAL, payload)))
        : new Form(payload, head, same, Optional.empty());
  }

  /**
   * Answers a GET or HEAD.
   *
   * @throws StaleRootException when the file is another one by now
   */
  Response answer(boolean head, RequestFields fields) {
    Decision decision = Decision.of(head, fields, resource);
    if (decision instanceof Decision.Whole whole) {
      Form form = form(whole.representation());
      return head ? form.head : form.whole.orElseGet(() -> sent(decision, form));
    }
    if (decision instanceof Decision.NotModified same) {
      return form(same.representation()).notModified;
    }
    return decision instanceof Decision.Parts parts
        ? sent(decision, form(parts.representation()))
        : Responses.withoutBytes(decision, resource, Origin.LOCAL);
  }

  private Response sent(Decision decision, Form form) {
    return Responses.withBytes(decision, resource, Origin.LOCAL, form.payload);
  }

  private Form form(Representation representation) {
    return forms.get(resource.representations().indexOf(representation));
  }
}
