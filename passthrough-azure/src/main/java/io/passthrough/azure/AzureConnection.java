package io.passthrough.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.passthrough.azure.AzureCredential.Identity;
import io.passthrough.azure.AzureCredential.Sas;
import io.passthrough.azure.AzureCredential.SharedKey;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a store talks through.
 *
 * @param container the SDK's client
 * @param streaming the client's pipeline with an HTTP client for bodies that are read as they come
 * @param connections bounds what is in use at once, and closes what lies below
 * @param retries the one retry policy
 * @param watch the limit of a read
 * @param errors maps failures
 */
record AzureConnection(
    BlobContainerClient container,
    HttpPipeline streaming,
    AzureConnections connections,
    AzureRetries retries,
    StallWatch watch,
    AzureErrors errors)
    implements AutoCloseable {

  /** It knows listings that start from a name, and emulators know it. */
  static final BlobServiceVersion VERSION = BlobServiceVersion.V2026_06_06;

  static AzureConnection open(AzureOptions options, Map<String, String> environment) {
    AzureThreads threads = new AzureThreads();
    try {
      return open(options, threads, new AzureHttp(options, threads, environment));
    } catch (RuntimeException | LinkageError e) {
      threads.close();
      throw e;
    }
  }

  private static AzureConnection open(AzureOptions options, AzureThreads threads, AzureHttp http) {
    AzureOptions.Limits limits = options.limits();
    BlobContainerClient container = client(options, http.whole());
    return new AzureConnection(
        container,
        with(container.getHttpPipeline(), http.streaming()),
        new AzureConnections(limits.connections(), limits.read(), threads),
        new AzureRetries(limits),
        new StallWatch(threads.watch(), limits.read()),
        new AzureErrors(options));
  }

  private static BlobContainerClient client(AzureOptions options, HttpClient http) {
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .endpoint(options.account().endpoint().toString())
            .containerName(options.container())
            .serviceVersion(VERSION)
            .configuration(Configuration.NONE)
            .retryOptions(once())
            .httpClient(http);
    AzureCredential credential = options.account().credential();
    if (credential instanceof SharedKey key) {
      builder.credential(new StorageSharedKeyCredential(key.account(), key.key()));
    } else if (credential instanceof Sas sas) {
      builder.sasToken(sas.token());
    } else if (credential instanceof Identity identity) {
      builder.credential(AzureIdentities.of(identity, http, options.limits().read()));
    } else {
      builder.setAnonymousAccess();
    }
    return builder.buildClient();
  }

  private static RequestRetryOptions once() {
    return new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Integer) null, null, null, null);
  }

  private static HttpPipeline with(HttpPipeline pipeline, HttpClient http) {
    HttpPipelinePolicy[] policies =
        IntStream.range(0, pipeline.getPolicyCount())
            .mapToObj(pipeline::getPolicy)
            .toArray(HttpPipelinePolicy[]::new);
    return new HttpPipelineBuilder()
        .policies(policies)
        .httpClient(http)
        .tracer(pipeline.getTracer())
        .build();
  }

  @Override
  public void close() {
    connections.close();
  }
}
