package souk.payments.charge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.order.OrderRef;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** The one place that knows which columns make which state. */
final class ChargeMapping {
  private static final String AUTHORIZE = "AUTHORIZE";
  private static final String CAPTURE = "CAPTURE";
  private static final String VOID = "VOID";

  private ChargeMapping() {}

  static StoredCharge stored(ChargeRow row) {
    return new StoredCharge(
        row.id(), charge(row), row.generation(), row.version(), row.looks(), row.intendedAt());
  }

  private static Charge charge(ChargeRow row) {
    return switch (row.status()) {
      case "AUTHORIZING", "CAPTURING", "VOIDING" -> work(row);
      case "UNKNOWN" -> new Unknown(work(row));
      case "AUTHORIZED" -> new Authorized(terms(row), hold(row), reason(row));
      case "DECLINED" -> new Declined(terms(row), refusal(row), row.pspReference());
      case "CAPTURED" -> new Captured(terms(row), hold(row), money(row, row.capturedMinor()));
      case "VOIDED" ->
          row.orderId() == null
              ? new Voided(null, null)
              : new Voided(terms(row), row.pspReference() == null ? null : hold(row));
      default ->
          throw new IllegalStateException("charge %s is %s".formatted(row.id(), row.status()));
    };
  }

  private static AtWork work(ChargeRow row) {
    return switch (requireNonNull(row.operation())) {
      case AUTHORIZE ->
          new Authorizing(terms(row), token(row), row.releaseWanted(), row.pspReference());
      case CAPTURE ->
          new Capturing(terms(row), hold(row), money(row, requireNonNull(row.capturingMinor())));
      case VOID -> new Voiding(terms(row), hold(row));
      default ->
          throw new IllegalStateException("charge %s does %s".formatted(row.id(), row.operation()));
    };
  }

  private static Terms terms(ChargeRow row) {
    return new Terms(
        new OrderRef(requireNonNull(row.orderKind()), requireNonNull(row.orderId())),
        requireNonNull(row.payerId()),
        requireNonNull(row.cardId()),
        money(row, requireNonNull(row.amountMinor())));
  }

  private static PspToken token(ChargeRow row) {
    return new PspToken(requireNonNull(row.paymentMethod()), row.pspCustomer());
  }

  private static Hold hold(ChargeRow row) {
    return new Hold(
        requireNonNull(row.pspReference()), money(row, row.authorizedMinor()), row.captureBefore());
  }

  private static Refusal refusal(ChargeRow row) {
    return new Refusal(requireNonNull(reason(row)), requireNonNull(row.pspCode()));
  }

  private static @Nullable DeclineReason reason(ChargeRow row) {
    return row.reason() == null ? null : DeclineReason.valueOf(row.reason());
  }

  private static Money money(ChargeRow row, long minor) {
    return new Money(minor, Currency.getInstance(requireNonNull(row.currency())));
  }

  /** Adds the row of a new charge; answers whether there was none. */
  static boolean insert(
      ChargeRows rows, StoredCharge stored, @Nullable Instant nextWakeAt, Instant now) {
    var charge = stored.charge();
    var terms = charge.terms();
    var token = charge instanceof Authorizing(_, var t, _, _) ? t : null;
    return rows.insert(
            stored.id(),
            terms == null ? null : terms.order().kind(),
            terms == null ? null : terms.order().id(),
            terms == null ? null : terms.payer(),
            terms == null ? null : terms.card(),
            token == null ? null : token.paymentMethod(),
            token == null ? null : token.customer(),
            terms == null ? null : terms.amount().minor(),
            terms == null ? null : terms.amount().currency().getCurrencyCode(),
            status(charge),
            operation(charge.work()),
            reason(charge),
            pspCode(charge),
            now,
            nextWakeAt,
            charge.isSettled() ? now : null)
        == 1;
  }

  /** Writes what has changed; answers whether the row was still of the version before. */
  static boolean update(
      ChargeRows rows, StoredCharge stored, @Nullable Instant nextWakeAt, Instant now) {
    var charge = stored.charge();
    var hold = charge.hold();
    return rows.update(
            stored.id(),
            stored.version(),
            status(charge),
            operation(charge.work()),
            stored.generation(),
            charge.work() instanceof Authorizing(_, _, var releaseWanted, _) && releaseWanted,
            reference(charge),
            hold == null ? 0 : hold.amount().minor(),
            charge.work() instanceof Capturing(_, _, var amount) ? amount.minor() : null,
            charge instanceof Captured(_, _, var captured) ? captured.minor() : 0,
            reason(charge),
            pspCode(charge),
            hold == null ? null : hold.captureBefore(),
            stored.looks(),
            stored.intendedAt(),
            now,
            nextWakeAt,
            charge.isSettled() ? now : null)
        == 1;
  }

  private static @Nullable String pspCode(Charge charge) {
    return charge instanceof Declined(_, var refusal, _) ? refusal.pspCode() : null;
  }

  private static String status(Charge charge) {
    return switch (charge) {
      case Authorizing _ -> "AUTHORIZING";
      case Authorized _ -> "AUTHORIZED";
      case Declined _ -> "DECLINED";
      case Capturing _ -> "CAPTURING";
      case Captured _ -> "CAPTURED";
      case Voiding _ -> "VOIDING";
      case Voided _ -> "VOIDED";
      case Unknown _ -> "UNKNOWN";
    };
  }

  private static @Nullable String operation(@Nullable AtWork work) {
    return switch (work) {
      case null -> null;
      case Authorizing _ -> AUTHORIZE;
      case Capturing _ -> CAPTURE;
      case Voiding _ -> VOID;
    };
  }

  private static @Nullable String reference(Charge charge) {
    return switch (charge) {
      case Authorizing(_, _, _, var reference) -> reference;
      case Declined(_, _, var reference) -> reference;
      case Unknown(var work) -> reference(work);
      case Authorized _, Capturing _, Captured _, Voiding _, Voided _ ->
          charge.hold() == null ? null : charge.hold().reference();
    };
  }

  private static @Nullable String reason(Charge charge) {
    return switch (charge) {
      case Authorized(_, _, var captureRefused) ->
          captureRefused == null ? null : captureRefused.name();
      case Declined(_, var refusal, _) -> refusal.reason().name();
      case AtWork _, Unknown _, Captured _, Voided _ -> null;
    };
  }
}
