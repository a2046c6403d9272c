package souk.payments.risk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "risk_decision", schema = "payments")
record DecisionRow(
    @Id UUID chargeId,
    String orderKind,
    UUID orderId,
    UUID payerId,
    UUID cardId,
    String card,
    @Nullable String device,
    @Nullable String network,
    @Nullable String cardCountry,
    @Nullable String addressCountry,
    long amountMinor,
    String currency,
    String verdict,
    String findings,
    Instant decidedAt) {}
