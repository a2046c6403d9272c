package souk.payments.payout;

import java.time.Instant;
import java.util.UUID;
import souk.payments.psp.PspKey;
import souk.platform.money.Money;

/**
 * A payout with what the row keeps about its requests.
 *
 * @param unanswered the answer to the present request is missing
 * @param generation of the request under way, or of the next one
 * @param looks how often somebody has looked since it last moved
 * @param intendedAt since when the request of this generation may have been sent
 */
record StoredPayout(
    UUID id,
    Terms terms,
    Payout payout,
    boolean unanswered,
    int generation,
    long version,
    int looks,
    Instant intendedAt,
    Instant movedAt) {
  /**
   * What never changes.
   *
   * @param account the payee's at the provider, as it was when this was taken up
   */
  record Terms(UUID payee, String account, Money amount) {}

  /** The provider's key for the request under way. */
  PspKey key(String operation) {
    return PspKey.of(id, operation, generation);
  }

  StoredPayout moved(Payout next, Instant now) {
    return new StoredPayout(
        id, terms, next, unanswered, generation, version + 1, looksAt(next), now, now);
  }

  StoredPayout concluded(Payout next, Instant now) {
    return new StoredPayout(
        id, terms, next, false, generation + 1, version + 1, looksAt(next), now, now);
  }

  StoredPayout lost(Instant now) {
    return new StoredPayout(
        id, terms, payout, true, generation, version + 1, looks, intendedAt, now);
  }

  /** What is asked once more has not come any further: its looks go on counting. */
  private int looksAt(Payout next) {
    return next.status() == payout.status() ? looks : 0;
  }
}
