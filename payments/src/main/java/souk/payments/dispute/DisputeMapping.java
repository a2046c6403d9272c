package souk.payments.dispute;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.dispute.Response.Accepted;
import souk.payments.dispute.Response.Accepting;
import souk.payments.dispute.Response.Answered;
import souk.payments.dispute.Response.Answering;
import souk.payments.dispute.Response.Drafted;
import souk.payments.dispute.Response.None;
import souk.payments.dispute.StoredDispute.About;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspEvidence;
import souk.platform.json.Json;
import souk.platform.money.Money;

/** The one place that knows which columns make which state. */
@Singleton
final class DisputeMapping {
  private final DisputeRows rows;
  private final Json json;

  DisputeMapping(DisputeRows rows, Json json) {
    this.rows = rows;
    this.json = json;
  }

  StoredDispute stored(DisputeRow row) {
    return new StoredDispute(
        row.id(),
        row.pspReference(),
        about(row),
        DisputeStatus.valueOf(row.status()),
        response(row),
        row.responseFailure(),
        row.draft(),
        row.generation(),
        row.intendedAt(),
        row.version(),
        row.looks(),
        row.movedAt(),
        row.openedAt(),
        row.createdAt(),
        row.unreadableSince());
  }

  private static @Nullable About about(DisputeRow row) {
    var currency = row.currency();
    if (currency == null) return null;
    var borne = row.borneMinor();
    var settled = row.feeCurrency();
    return new About(
        requireNonNull(row.chargeId()),
        new OrderRef(requireNonNull(row.orderKind()), requireNonNull(row.orderId())),
        row.reason(),
        Money.of(row.amountMinor(), currency),
        Money.of(row.withdrawnMinor(), currency),
        Money.of(row.feeMinor(), settled == null ? currency : settled),
        borne == null ? null : Money.of(borne, currency),
        row.dueBy());
  }

  private Response response(DisputeRow row) {
    var evidence = row.said() == null ? null : json.read(row.said(), PspEvidence.class);
    var unknown = row.responseUnknown();
    return switch (row.response()) {
      case "NONE" -> new None();
      case "DRAFTED" -> new Drafted(requireNonNull(evidence));
      case "ANSWERING" -> new Answering(requireNonNull(evidence), unknown);
      case "ANSWERED" -> new Answered(requireNonNull(evidence));
      case "ACCEPTING" -> new Accepting(evidence, unknown);
      case "ACCEPTED" -> new Accepted(evidence);
      default ->
          throw new IllegalStateException("dispute %s: %s".formatted(row.id(), row.response()));
    };
  }

  static String word(Response response) {
    return switch (response) {
      case None _ -> "NONE";
      case Drafted _ -> "DRAFTED";
      case Answering _ -> "ANSWERING";
      case Answered _ -> "ANSWERED";
      case Accepting _ -> "ACCEPTING";
      case Accepted _ -> "ACCEPTED";
    };
  }

  /** Writes what has changed; answers whether the row was still of the version before. */
  boolean update(StoredDispute stored, @Nullable Instant nextWakeAt) {
    var about = stored.about();
    var borne = about == null ? null : about.borne();
    var evidence = stored.response().evidence();
    return rows.update(
            stored.id(),
            stored.version(),
            about == null ? null : about.chargeId(),
            about == null ? null : about.order().kind(),
            about == null ? null : about.order().id(),
            stored.status().name(),
            about == null ? "none" : about.reason(),
            about == null ? null : about.amount().currency().getCurrencyCode(),
            about == null ? 0 : about.amount().minor(),
            about == null ? 0 : about.withdrawn().minor(),
            about == null ? 0 : about.fee().minor(),
            about == null ? null : about.fee().currency().getCurrencyCode(),
            borne == null ? null : borne.minor(),
            about == null ? null : about.dueBy(),
            word(stored.response()),
            stored.response().isUnknown(),
            evidence == null ? null : json.write(evidence),
            stored.draft(),
            stored.failure(),
            stored.generation(),
            stored.intendedAt(),
            stored.looks(),
            stored.movedAt(),
            stored.openedAt(),
            nextWakeAt,
            stored.unreadableSince())
        == 1;
  }
}
