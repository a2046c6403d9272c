package souk.embedded.stripe.money;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Money that went from the platform to a connected account; amount in the smallest unit.
 *
 * @param payment the id by which the connected account knows it
 * @param sourceTransaction the charge whose money it is, if it was tied to one
 */
public record Transfer(
    String id,
    Instant createdAt,
    long amount,
    String currency,
    String destination,
    String payment,
    @Nullable String sourceTransaction,
    @Nullable String description,
    @Nullable String transferGroup,
    Map<String, String> metadata,
    List<Reversal> reversals)
    implements Recorded {
  /** The metadata entry by which one transfer of the caller is told from another. */
  public static final String TRANSFER_ID = "transfer_id";

  public Transfer {
    metadata = Map.copyOf(metadata);
    reversals = List.copyOf(reversals);
  }

  /** What came back. */
  public long amountReversed() {
    return reversals.stream().mapToLong(Reversal::amount).sum();
  }

  /** The same, some of which came back. */
  public Transfer reversed(Reversal reversal) {
    return new Transfer(
        id,
        createdAt,
        amount,
        currency,
        destination,
        payment,
        sourceTransaction,
        description,
        transferGroup,
        metadata,
        Stream.concat(reversals.stream(), Stream.of(reversal)).toList());
  }

  @Override
  public Optional<String> claim() {
    if (amountReversed() == amount) return Optional.empty();
    return claimBy(TRANSFER_ID).or(() -> claimBy(Payout.PAYOUT_ID));
  }

  /** A transfer that only feeds a payout carries that one's id. */
  private Optional<String> claimBy(String entry) {
    return Optional.ofNullable(metadata.get(entry)).map(own -> entry + " " + own);
  }
}
