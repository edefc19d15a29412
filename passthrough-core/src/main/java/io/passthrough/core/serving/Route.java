package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import java.util.Optional;
import java.util.function.Function;

/** Who answers a request. */
sealed interface Route {

  /** Goes on with this release or with the store. */
  <T> T either(Function<Here, T> here, Function<Fallback, T> fallback);

  /** An answer that needs no store. */
  sealed interface Here extends Route {

    /**
     * Makes the answer.
     *
     * @param head whether it is a HEAD
     * @param fields the request's fields
     * @throws StaleRootException when the file is another one by now
     */
    Response answer(boolean head, RequestFields fields);

    @Override
    default <T> T either(Function<Here, T> here, Function<Fallback, T> fallback) {
      return here.apply(this);
    }

    /** Returns whether it is a file of this release. */
    default boolean isFile() {
      return false;
    }
  }

  /** The request is refused: 400. */
  record Illegal() implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return ErrorResponses.BAD_REQUEST;
    }
  }

  /** This release's own file. */
  record Local(LocalFile file) implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return file.answer(head, fields);
    }

    @Override
    public boolean isFile() {
      return true;
    }
  }

  /** Another place: 308. */
  record Moved(String location) implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return ErrorResponses.moved(location);
    }
  }

  /** Nobody: 404. */
  record Missing() implements Here {

    @Override
    public Response answer(boolean head, RequestFields fields) {
      return ErrorResponses.NOT_FOUND;
    }
  }

  /**
   * The store.
   *
   * @param key the key to ask for
   * @param orElse where to go when no record names the key; empty to ask the store by name
   */
  record Fallback(AssetKey key, Optional<Here> orElse) implements Route {

    @Override
    public <T> T either(Function<Here, T> here, Function<Fallback, T> fallback) {
      return fallback.apply(this);
    }
  }
}
