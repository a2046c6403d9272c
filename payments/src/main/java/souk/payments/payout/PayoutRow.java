package souk.payments.payout;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity(value = "payout", schema = "payments")
record PayoutRow(
    @Id UUID id,
    UUID payeeId,
    String pspAccount,
    long amountMinor,
    String currency,
    String method,
    Instant windowStart,
    Instant earnedSince,
    String status,
    @Nullable UUID batchId,
    boolean asked,
    boolean unanswered,
    @Nullable String transfer,
    @Nullable Long transferredMinor,
    @Nullable String pspPayout,
    boolean takenBack,
    @Nullable String setback,
    @Nullable String pspCode,
    int generation,
    long version,
    int looks,
    Instant intendedAt,
    Instant takenUpAt,
    Instant movedAt,
    @Nullable Instant finishedAt,
    String earnedCurrency,
    @Nullable Long changedMinor,
    @Nullable BigDecimal rate,
    @Nullable String rateBase,
    @Nullable String rateSource,
    @Nullable Instant rateAsOf,
    @Nullable Long spreadMinor,
    @Nullable Instant expectedAt) {}
