package io.passthrough.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobContainerProperties;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRetentionPolicy;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Finding;
import io.passthrough.api.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at a container's and its account's settings. What credentials may not see is said so. */
final class AzureInspection {

  private static final String WEBSITE = "$web";

  private final AzureOptions options;
  private final AzureConnection connection;
  private final AzureRetries retries;
  private final List<Finding> findings = new ArrayList<>();

  AzureInspection(AzureOptions options, AzureConnection connection) {
    this.options = options;
    this.connection = connection;
    this.retries = connection.retries();
  }

  List<Finding> run() {
    try {
      connection.connections().with(this::looked);
    } catch (CallFailure | AzureConnections.NoConnection e) {
      throw connection.errors().of("inspect", e);
    }
    lifecycle();
    findings.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(findings);
  }

  private List<BlobItem> looked() {
    ask("the container's settings", "to read the container", this::container);
    List<BlobItem> blobs = blobs();
    objects(blobs);
    ask("versioning", "to read objects", () -> versioning(blobs));
    // The SDK asks nothing of an account without credentials.
    if (!(options.account().credential() instanceof AzureCredential.Anonymous)) {
      ask("the account's settings", "to read the service's properties", this::service);
      ask("the kind of account", "to read the account's information", this::account);
    }
    return blobs;
  }

  private void container() {
    BlobContainerProperties container =
        retries
            .run(context -> connection.container().getPropertiesWithResponse(null, null, context))
            .getValue();
    if (container.hasLegalHold()) {
      add(
          Severity.WARNING,
          "A legal hold is on the container, so nothing can be overwritten or deleted",
          "Do not prune until the hold is taken away");
    }
    if (container.hasImmutabilityPolicy()) {
      add(
          Severity.WARNING,
          "The container has an immutability policy, so young objects cannot be overwritten or"
              + " deleted, neither by prune nor by activate",
          "Keep the store in a container without one");
    }
  }

  /** The first objects of the store; what is wrong with all is wrong with them. */
  private List<BlobItem> blobs() {
    ListBlobsOptions listing =
        new ListBlobsOptions()
            .setPrefix(new AzureNames(options.prefix()).of(""))
            .setMaxResultsPerPage(AssetStore.MAX_PAGE_SIZE);
    PagedResponse<BlobItem> page =
        retries.run(
            context ->
                connection
                    .container()
                    .listBlobs(listing, null, null)
                    .iterableByPage()
                    .iterator()
                    .next());
    return page.getValue();
  }

  private void objects(List<BlobItem> blobs) {
    long archived = blobs.stream().filter(AzureInspection::isArchived).count();
    if (archived > 0) {
      add(
          Severity.ERROR,
          "Objects of the store are archived and cannot be read, of the first "
              + blobs.size()
              + ": "
              + archived,
          "Turn the rule that archives off for the store's prefix, and rehydrate them");
    }
    long expiring =
        blobs.stream().filter(blob -> blob.getProperties().getExpiryTime() != null).count();
    if (expiring > 0) {
      add(
          Severity.ERROR,
          "Objects of the store expire by themselves, also those of live releases: " + expiring,
          "Take their expiry away: prune deletes what nobody needs");
    }
  }

  private static boolean isArchived(BlobItem blob) {
    return AccessTier.ARCHIVE.equals(blob.getProperties().getAccessTier());
  }

  private void service() {
    BlobServiceProperties service =
        retries
            .run(
                context ->
                    connection
                        .container()
                        .getServiceClient()
                        .getPropertiesWithResponse(null, context))
            .getValue();
    if (!Optional.ofNullable(service.getDeleteRetentionPolicy())
        .map(BlobRetentionPolicy::isEnabled)
        .orElse(false)) {
      add(
          Severity.WARNING,
          "Soft delete is off, so what is deleted by mistake is gone unless versions are kept",
          "Turn soft delete for blobs on, for some weeks");
    }
    boolean website = service.getStaticWebsite() != null && service.getStaticWebsite().isEnabled();
    if (website && options.container().equals(WEBSITE)) {
      add(
          Severity.WARNING,
          "The container is that of the account's static website, so every object is public, the"
              + " records too",
          "Keep the store in a container of its own");
    }
  }

  /** The service tells an object's version where versions are kept. */
  private void versioning(List<BlobItem> blobs) {
    if (blobs.isEmpty()) {
      return;
    }
    String name = blobs.get(0).getName();
    BlobProperties properties =
        retries
            .run(
                context ->
                    connection
                        .container()
                        .getBlobClient(name)
                        .getPropertiesWithResponse(null, null, context))
            .getValue();
    if (properties.getVersionId() == null) {
      add(
          Severity.INFO,
          "The account keeps no versions of blobs",
          "Turn versioning on where soft delete is not enough, and let old versions expire");
    }
  }

  private void account() {
    boolean hierarchical =
        retries
            .run(
                context ->
                    connection
                        .container()
                        .getServiceClient()
                        .getAccountInfoWithResponse(null, context))
            .getValue()
            .isHierarchicalNamespaceEnabled();
    if (hierarchical) {
      add(
          Severity.WARNING,
          "The account has a hierarchical namespace, where folders are objects of their own",
          "Keep the store in an account without one");
    }
  }

  private void lifecycle() {
    add(
        Severity.INFO,
        "Not looked at: lifecycle rules, which only Azure's management interface shows",
        "See that no rule deletes or archives what is below '"
            + options.prefix()
            + "': az storage account management-policy show");
  }

  private void ask(String what, String right, Runnable question) {
    try {
      question.run();
    } catch (CallFailure e) {
      if (!AzureErrors.isDenied(e.thrown()) && !AzureErrors.isUnknownRequest(e.thrown())) {
        throw e;
      }
      if (AzureErrors.isDenied(e.thrown())) {
        add(
            Severity.INFO,
            "Not looked at: " + what + ", as the right " + right + " is missing",
            "Grant it to doctor");
      }
    }
  }

  private void add(Severity severity, String message, String next) {
    findings.add(new Finding(severity, message, next));
  }
}
