package souk.payments.recon;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * A case as operations see it. Amounts are of our balance at the provider: what came is positive. A
 * line of the statement that cannot be read has none: it counts one in {@code XXX}, which ISO 4217
 * keeps for what is in no currency.
 *
 * @param reference the provider's id of what it is about
 * @param verdict what was found when it was compared last, or last before it ended
 * @param ours what the ledger says, when it was compared last
 * @param theirs what the provider's statement says
 * @param journal that is to be taken back; with REVERSE
 */
@Introspected
@Schema(name = "ReconciliationCase")
record CaseStanding(
    UUID id,
    String reference,
    String kind,
    CaseStatus status,
    Verdict verdict,
    Money difference,
    Money ours,
    Money theirs,
    Instant comparedAt,
    @Nullable CaseAction action,
    @Nullable String journal,
    @Nullable String reason,
    @Nullable UUID askedBy,
    @Nullable UUID decidedBy,
    Instant openedAt,
    @Nullable Instant endedAt,
    long version) {
  static CaseStanding of(CaseRow row) {
    return new CaseStanding(
        row.id(),
        row.reference(),
        row.kind(),
        row.state(),
        Verdict.valueOf(row.verdict()),
        Money.of(row.differenceMinor(), row.currency()),
        Money.of(row.oursMinor(), row.currency()),
        Money.of(row.theirsMinor(), row.currency()),
        row.comparedAt(),
        row.action() == null ? null : CaseAction.valueOf(row.action()),
        row.journal(),
        row.reason(),
        row.askedBy(),
        row.decidedBy(),
        row.openedAt(),
        row.endedAt(),
        row.version());
  }
}
