package io.passthrough.gateway;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that ask at the same time. */
final class Crowd implements AutoCloseable {

  private final ExecutorService threads;

  Crowd(int size) {
    this.threads = Executors.newFixedThreadPool(size);
  }

  <T> CompletableFuture<T> ask(Callable<T> question) {
    return CompletableFuture.supplyAsync(() -> answer(question), threads);
  }

  private static <T> T answer(Callable<T> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
