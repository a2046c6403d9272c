package souk.payments.recon;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.recon.Matching.Key;
import souk.platform.money.Money;

/** What is read of a case, with its item as it was compared last. */
@MappedEntity(value = "recon_case", schema = "payments")
record CaseRow(
    @Id UUID id,
    String reference,
    String currency,
    String kind,
    String status,
    String verdict,
    long differenceMinor,
    long oursMinor,
    long theirsMinor,
    Instant comparedAt,
    @Nullable String action,
    @Nullable String journal,
    @Nullable Long seenMinor,
    @Nullable String reason,
    @Nullable UUID askedBy,
    @Nullable String askedByName,
    @Nullable UUID decidedBy,
    @Nullable String decidedByName,
    long version,
    Instant openedAt,
    @Nullable Instant endedAt) {
  Key key() {
    return new Key(reference, currency);
  }

  CaseStatus state() {
    return CaseStatus.valueOf(status);
  }

  /** What the provider has more than the ledger now. */
  Money differenceNow() {
    return Money.of(theirsMinor - oursMinor, currency);
  }

  /** The same without its sign. */
  Money sizeNow() {
    return Money.of(Math.abs(theirsMinor - oursMinor), currency);
  }
}
