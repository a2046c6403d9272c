package souk.booking.quote.tariff;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of what a product costs in a city; never changed. Of all versions whose time has come
 * the highest is in force.
 *
 * @param currency ISO 4217 code
 * @param madeBy the operator; null for what came with the software
 * @param reason why he made it
 */
@Introspected
public record Tariff(
    UUID id,
    String cityId,
    String product,
    long version,
    String currency,
    Terms terms,
    Instant effectiveFrom,
    @Nullable UUID madeBy,
    String reason,
    Instant createdAt) {
  /** What a quote keeps of it. */
  public PinnedTariff pinned() {
    return new PinnedTariff(id, version, Currency.getInstance(currency), terms);
  }
}
