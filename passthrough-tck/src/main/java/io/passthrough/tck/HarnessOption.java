package io.passthrough.tck;

import java.util.Optional;

/** An optional part of a harness. */
enum HarnessOption {
  MISSING_CONTAINER("a store on a missing container"),
  BAD_CREDENTIALS("a store with wrong credentials"),
  UNDELETABLE("objects that cannot be deleted"),
  NATIVE_PLANTING("a way to plant objects natively"),
  NATIVE_LISTING("a way to look at the backend's objects natively"),
  SECOND_PROCESS("a second process"),
  LINKS("symbolic links in the container"),
  SECRETS("the secrets to look for"),
  HTTP_BACKEND("a backend on HTTP that a proxy can stand before"),
  LINE("a backend that a proxy can stand before");

  private final String text;

  HarnessOption(String text) {
    this.text = text;
  }

  boolean offeredBy(Harness harness) {
    Optional<?> offer =
        switch (this) {
          case MISSING_CONTAINER -> harness.missingContainer();
          case BAD_CREDENTIALS -> harness.badCredentials();
          case UNDELETABLE -> harness.undeletable();
          case NATIVE_PLANTING -> harness.nativePlanting();
          case NATIVE_LISTING -> harness.nativeListing();
          case SECOND_PROCESS -> harness.secondProcess();
          case LINKS -> harness.links();
          case SECRETS -> harness.secrets().stream().findFirst();
          case HTTP_BACKEND -> harness.openThrough();
          case LINE ->
              harness.openThrough().isPresent() ? harness.openThrough() : harness.openThroughTcp();
        };
    return offer.isPresent();
  }

  @Override
  public String toString() {
    return text;
  }
}
