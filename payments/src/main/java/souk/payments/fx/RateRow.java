package souk.payments.fx;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

@MappedEntity(value = "fx_rate", schema = "payments")
record RateRow(
    @Id UUID id,
    String base,
    String quote,
    BigDecimal rate,
    String source,
    Instant asOf,
    UUID publishedBy,
    Instant publishedAt) {
  Rate published() {
    return new Rate(
        id, Currency.getInstance(base), Currency.getInstance(quote), rate, source, asOf);
  }
}
