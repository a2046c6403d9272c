package souk.payments.dispute;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspEvidence;
import souk.platform.money.Money;

/**
 * A dispute as its row has it; also the payload of the events {@code dispute.*}, without the
 * evidence.
 *
 * @param reference the provider's id of it
 * @param chargeId null, like what follows from it, until it was read at the provider
 * @param reason the provider's word
 * @param withdrawn what was taken from our balance for it
 * @param fee what the provider took for it
 * @param borne what of a lost one those bear who had the money
 * @param dueBy until when it can be answered
 * @param response NONE, DRAFTED, ANSWERING, ANSWERED, ACCEPTING or ACCEPTED
 * @param responseUnknown the provider's answer to our response is missing
 * @param failure why the provider would not take the last response
 * @param draft the number of the present draft, to be named by who submits it
 * @param evidence what is or was answered
 * @param unreadableSince since when what the provider shows of it cannot be read by this program
 * @param version rises with every change
 */
@Introspected
@Schema(name = "Dispute")
public record DisputeStanding(
    UUID disputeId,
    String reference,
    @Nullable UUID chargeId,
    @Nullable OrderRef order,
    DisputeStatus status,
    @Nullable String reason,
    @Nullable Money amount,
    @Nullable Money withdrawn,
    @Nullable Money fee,
    @Nullable Money borne,
    @Nullable Instant dueBy,
    String response,
    boolean responseUnknown,
    @Nullable String failure,
    int draft,
    @Nullable PspEvidence evidence,
    Instant foundAt,
    @Nullable Instant unreadableSince,
    long version) {

  static DisputeStanding of(StoredDispute stored) {
    return of(stored, stored.response().evidence());
  }

  static DisputeStanding withoutEvidence(StoredDispute stored) {
    return of(stored, null);
  }

  /** By when somebody should have looked. */
  Instant urgentAt() {
    return dueBy == null ? foundAt : dueBy;
  }

  private static DisputeStanding of(StoredDispute stored, @Nullable PspEvidence evidence) {
    var about = stored.about();
    return new DisputeStanding(
        stored.id(),
        stored.reference(),
        about == null ? null : about.chargeId(),
        about == null ? null : about.order(),
        stored.status(),
        about == null ? null : about.reason(),
        about == null ? null : about.amount(),
        about == null ? null : about.withdrawn(),
        about == null ? null : about.fee(),
        about == null ? null : about.borne(),
        about == null ? null : about.dueBy(),
        DisputeMapping.word(stored.response()),
        stored.response().isUnknown(),
        stored.failure(),
        stored.draft(),
        evidence,
        stored.createdAt(),
        stored.unreadableSince(),
        stored.version());
  }
}
