package souk.embedded.stripe.money;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cardholder takes back what he paid, or his bank asks about it; amount in the smallest unit.
 *
 * @param brand the card's
 * @param dueBy until when evidence must be there
 * @param submissions how often evidence was handed in
 * @param movements what it did to the balance
 * @param dueAt when it moves on by itself; null when it waits for somebody or is over
 */
public record Dispute(
    String id,
    Instant createdAt,
    String intent,
    String charge,
    long amount,
    String currency,
    String reason,
    String brand,
    DisputeStatus status,
    Instant dueBy,
    int submissions,
    Map<String, String> evidence,
    Map<String, String> metadata,
    List<BalanceTransaction> movements,
    @Nullable Instant dueAt)
    implements Recorded {
  private static final String TEXT = "uncategorized_text";

  public Dispute {
    evidence = Map.copyOf(evidence);
    metadata = Map.copyOf(metadata);
    movements = List.copyOf(movements);
  }

  /** What becomes of it when its time has come, by the words that Stripe's test mode knows. */
  public DisputeStatus end() {
    var text = evidence.getOrDefault(TEXT, "");
    return switch (status) {
      case NEEDS_RESPONSE -> DisputeStatus.LOST;
      case UNDER_REVIEW -> text.equals("winning_evidence") ? DisputeStatus.WON : DisputeStatus.LOST;
      case WARNING_NEEDS_RESPONSE -> DisputeStatus.WARNING_CLOSED;
      case WARNING_UNDER_REVIEW ->
          text.equals("escalate_inquiry_evidence")
              ? DisputeStatus.NEEDS_RESPONSE
              : DisputeStatus.WARNING_CLOSED;
      case WARNING_CLOSED, WON, LOST -> status;
    };
  }

  /** The same with more evidence and other texts; an empty text takes one away. */
  public Dispute told(Map<String, String> more, Map<String, String> newMetadata) {
    return of(
        status,
        submissions,
        merged(evidence, more),
        merged(metadata, newMetadata),
        movements,
        dueAt);
  }

  private static Map<String, String> merged(Map<String, String> old, Map<String, String> changes) {
    var merged = new HashMap<>(old);
    merged.putAll(changes);
    merged.values().removeIf(String::isEmpty);
    return merged;
  }

  /**
   * Handed in to the cardholder's bank, which decides after its review where the evidence says how.
   */
  public Dispute submitted(Instant reviewed) {
    var next = status.inquires() ? DisputeStatus.WARNING_UNDER_REVIEW : DisputeStatus.UNDER_REVIEW;
    var decides =
        status.inquires()
            || List.of("winning_evidence", "losing_evidence")
                .contains(evidence.getOrDefault(TEXT, ""));
    return of(next, submissions + 1, evidence, metadata, movements, decides ? reviewed : null);
  }

  /** Where it stands now. */
  public Dispute to(DisputeStatus next, @Nullable Instant due) {
    return of(next, submissions, evidence, metadata, movements, due);
  }

  /** The balance moved because of it. */
  public Dispute moving(BalanceTransaction movement) {
    var all = Stream.concat(movements.stream(), Stream.of(movement)).toList();
    return of(status, submissions, evidence, metadata, all, dueAt);
  }

  private Dispute of(
      DisputeStatus newStatus,
      int newSubmissions,
      Map<String, String> newEvidence,
      Map<String, String> newMetadata,
      List<BalanceTransaction> newMovements,
      @Nullable Instant due) {
    return new Dispute(
        id,
        createdAt,
        intent,
        charge,
        amount,
        currency,
        reason,
        brand,
        newStatus,
        dueBy,
        newSubmissions,
        newEvidence,
        newMetadata,
        newMovements,
        due);
  }

  @Override
  public String lane() {
    return intent;
  }

  /** By which a charge's disputes are found. */
  public static String about(String charge) {
    return "charge " + charge;
  }

  @Override
  public Optional<String> claim() {
    return Optional.of(about(charge));
  }
}
