package io.passthrough.s3;

import io.passthrough.api.Deadline;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The one retry policy: the SDK's standard one, which also repeats after a conflict. It notes for
 * the calling thread whether an attempt of its latest call may have been applied although it
 * failed, since the SDK tells no more than how the last one ended. Thread-safe.
 */
final class S3Retries implements RetryStrategy {

  private final RetryStrategy standard =
      AwsRetryStrategy.standardRetryStrategy().toBuilder()
          .retryOnException(S3Errors::isConflict)
          .build();
  private final ThreadLocal<Boolean> uncertain = ThreadLocal.withInitial(() -> false);
  private final ThreadLocal<Optional<Deadline>> deadline = ThreadLocal.withInitial(Optional::empty);

  /** Lets the calling thread's calls be sent again until a deadline; empty for no end. */
  void until(Optional<Deadline> end) {
    deadline.set(end);
  }

  /** Returns it for the calling thread's latest call, once. */
  boolean takeUncertain() {
    boolean result = uncertain.get();
    uncertain.remove();
    return result;
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    uncertain.remove();
    return standard.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (S3Errors.mayBeApplied(request.failure())) {
      uncertain.set(true);
    }
    deadline.get().filter(Deadline::isOver).ifPresent(over -> refuse(request, over));
    return standard.refreshRetryToken(request);
  }

  private static void refuse(RefreshRetryTokenRequest request, Deadline over) {
    throw new TokenAcquisitionFailedException(over.reason(), request.token(), request.failure());
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return standard.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return standard.maxAttempts();
  }

  /** The SDK would build a strategy of its own from this one, without the notes. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return standard.toBuilder();
  }
}
