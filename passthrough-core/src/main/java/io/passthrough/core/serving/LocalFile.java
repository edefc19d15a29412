package io.passthrough.core.serving;

import java.util.ArrayList;
import java.util.List;

/** A file of the root, with everything that the usual answers need made beforehand. */
final class LocalFile {

  private final Resource resource;
  private final List<Form> forms;

  /** A representation with its bytes and its head. */
  private record Form(Payload payload, List<Field> head) {}

  /**
   * Prepares a file.
   *
   * @param resource what is known of it
   * @param payloads the bytes of each of its representations, in their order
   */
  LocalFile(Resource resource, List<Payload> payloads) {
    this.resource = resource;
    this.forms = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i++) {
      Representation representation = resource.representations().get(i);
      List<Field> head = Responses.whole(resource, representation, Source.LOCAL);
      forms.add(new Form(payloads.get(i), head));
    }
  }

  /**
   * Answers a GET or HEAD.
   *
   * @throws StaleRootException when the file is another one by now
   */
  Response answer(boolean head, RequestFields fields) {
    Decision decision = Decision.of(head, fields, resource);
    if (!Responses.needsBytes(decision, head)) {
      return Responses.withoutBytes(decision, resource, Source.LOCAL);
    }
    if (decision instanceof Decision.Whole whole) {
      Form form = form(whole.representation());
      Slice all = new Slice(0, whole.representation().length());
      return new Response(200, form.head, form.payload.body(all));
    }
    Payload payload = form(((Decision.Parts) decision).representation()).payload;
    return Responses.withBytes(decision, resource, Source.LOCAL, payload);
  }

  private Form form(Representation representation) {
    return forms.get(resource.representations().indexOf(representation));
  }
}
