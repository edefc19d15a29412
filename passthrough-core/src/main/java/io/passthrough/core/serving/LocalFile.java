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
    Response head = Responses.head(representation, resource, Origin.LOCAL);
    Response same = Responses.notModified(representation, resource, Origin.LOCAL);
    Optional<Response> whole =
        payload instanceof Payload.Memory
            ? Optional.of(Responses.whole(representation, resource, Origin.LOCAL, payload))
            : Optional.empty();
    return new Form(payload, head, same, whole);
  }

  /**
   * Answers a GET or HEAD.
   *
   * @throws StaleRootException when the file is another one by now
   */
  Response answer(boolean head, RequestFields fields) {
    return Decision.of(head, fields, resource).either(this::prepared, this::sent);
  }

  private Response prepared(Decision.Bodiless decision) {
    if (decision instanceof Decision.Head only) {
      return form(only.representation()).head;
    }
    return decision instanceof Decision.NotModified same
        ? form(same.representation()).notModified
        : decision.response(resource, Origin.LOCAL);
  }

  private Response sent(Decision.Content decision) {
    Form form = form(decision.representation());
    return decision instanceof Decision.Whole && form.whole.isPresent()
        ? form.whole.get()
        : decision.response(resource, Origin.LOCAL, form.payload);
  }

  private Form form(Representation representation) {
    return forms.get(resource.representations().indexOf(representation));
  }
}
