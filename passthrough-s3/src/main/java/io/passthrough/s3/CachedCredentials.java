package io.passthrough.s3;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Credentials of a source, kept for some seconds. The source is asked on a thread of its own, since
 * some know no time limit, and would take an end of the SDK's for an interrupt. Whatever a source
 * throws arrives as {@link NoCredentials}, but for the answer of a service. Thread-safe.
 */
final class CachedCredentials implements AwsCredentialsProvider, AutoCloseable {

  /** Sources renew credentials minutes before they end. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final String name;
  private final AwsCredentialsProvider source;
  private final Duration limit;
  private final LongSupplier nanos;
  private volatile Lookup latest;

  CachedCredentials(
      String name, AwsCredentialsProvider source, Duration limit, LongSupplier nanos) {
    this.name = name;
    this.source = source;
    this.limit = limit;
    this.nanos = nanos;
    this.latest = new Lookup();
    latest.cancel(true);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return question().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new NoCredentials(
          name, new TimeoutException("no answer within " + limit.toMillis() + " ms"));
    } catch (CancellationException e) {
      throw new NoCredentials(name, new IllegalStateException("the store is closed"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoCredentials(name, new TimeoutException("no answer yet"));
    }
  }

  private SdkException failed(Throwable thrown) {
    return thrown instanceof SdkServiceException answer ? answer : new NoCredentials(name, thrown);
  }

  /** The one that runs or was answered of late; callers share it. */
  private Lookup question() {
    Lookup last = latest;
    return last.isGood() ? last : renewed();
  }

  private synchronized Lookup renewed() {
    if (!latest.isGood()) {
      latest = new Lookup();
      Thread thread = new Thread(latest, "passthrough-s3-credentials");
      thread.setDaemon(true);
      thread.start();
    }
    return latest;
  }

  @Override
  public void close() {
    latest.cancel(true);
    if (source instanceof AutoCloseable closeable) {
      IoUtils.closeQuietlyV2(closeable, null);
    }
  }

  private final class Lookup extends FutureTask<AwsCredentials> {
    private volatile boolean answered;
    private volatile long at;

    Lookup() {
      super(source::resolveCredentials);
    }

    @Override
    protected void set(AwsCredentials credentials) {
      at = nanos.getAsLong();
      answered = true;
      super.set(credentials);
    }

    boolean isGood() {
      return answered ? nanos.getAsLong() - at < KEPT.toNanos() : !isDone();
    }
  }
}
