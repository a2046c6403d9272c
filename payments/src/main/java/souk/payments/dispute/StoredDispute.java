package souk.payments.dispute;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspKey;
import souk.platform.money.Money;

/**
 * A dispute with what the row keeps about it.
 *
 * @param reference the provider's id of it
 * @param about what is disputed; null until it was read at the provider
 * @param failure why the provider would not take our response
 * @param draft which one of the evidence is the present one
 * @param generation of the request under way, or of the next one
 * @param intendedAt since when the request of this generation may have been sent
 * @param unreadableSince since when nobody can read what the provider shows of it
 */
record StoredDispute(
    UUID id,
    String reference,
    @Nullable About about,
    DisputeStatus status,
    Response response,
    @Nullable String failure,
    int draft,
    int generation,
    Instant intendedAt,
    long version,
    int looks,
    Instant movedAt,
    @Nullable Instant openedAt,
    Instant createdAt,
    @Nullable Instant unreadableSince) {
  /**
   * What is disputed.
   *
   * @param reason the provider's word
   * @param withdrawn what was posted as taken from our balance
   * @param fee what was posted as taken for it, in the currency that the provider settles in
   * @param borne what of a lost one those bear who had the money; the platform bears the rest
   */
  record About(
      UUID chargeId,
      OrderRef order,
      String reason,
      Money amount,
      Money withdrawn,
      Money fee,
      @Nullable Money borne,
      @Nullable Instant dueBy) {}

  /** What everything posted for it carries. */
  String cause() {
    return "dispute " + id;
  }

  PspKey key(String operation) {
    return PspKey.of(id, operation, generation);
  }

  /** After it was read at the provider. */
  StoredDispute learned(About next, DisputeStatus to, Response said, Instant now) {
    var opens = openedAt == null && next.withdrawn().minor() > 0;
    return new StoredDispute(
        id,
        reference,
        next,
        to,
        said,
        failure,
        draft,
        response.isAtWork() && !said.isAtWork() ? generation + 1 : generation,
        intendedAt,
        version + 1,
        0,
        now,
        opens ? now : openedAt,
        createdAt,
        null);
  }

  /** With another draft, or on its way to the provider. */
  StoredDispute responding(Response next, Instant now) {
    return new StoredDispute(
        id,
        reference,
        about,
        status,
        next,
        null,
        next instanceof Response.Drafted ? draft + 1 : draft,
        generation,
        next.isAtWork() ? now : intendedAt,
        version + 1,
        0,
        now,
        openedAt,
        createdAt,
        unreadableSince);
  }

  /** The answer to our response is missing. */
  StoredDispute unanswered() {
    return new StoredDispute(
        id,
        reference,
        about,
        status,
        response.whoseAnswerIsLost(),
        failure,
        draft,
        generation,
        intendedAt,
        version + 1,
        looks,
        movedAt,
        openedAt,
        createdAt,
        unreadableSince);
  }

  /** The provider's answer is definitive: whatever is asked next is asked under a new key. */
  StoredDispute concluded(Response next, @Nullable String why, Instant now) {
    return new StoredDispute(
        id,
        reference,
        about,
        status,
        next,
        why,
        draft,
        generation + 1,
        now,
        version + 1,
        next.isAtWork() ? looks : 0,
        now,
        openedAt,
        createdAt,
        unreadableSince);
  }
}
