package souk.payments.charge;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Increasing;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.order.OrderRef;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.NextAction;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** The one place that knows which columns make which state; {@link ChargeColumns} goes back. */
final class ChargeMapping {
  private ChargeMapping() {}

  static StoredCharge stored(ChargeRow row) {
    return new StoredCharge(
        row.id(),
        charge(row),
        row.generation(),
        row.version(),
        row.looks(),
        row.intendedAt(),
        row.asOf());
  }

  private static Charge charge(ChargeRow row) {
    return switch (row.status()) {
      case "AUTHORIZING", "INCREASING", "CAPTURING", "VOIDING" -> work(row);
      case "UNKNOWN" -> new Unknown(work(row));
      case "REQUIRES_ACTION" -> new ActionRequired(terms(row), hold(row), action(row));
      case "AUTHORIZED" -> new Authorized(terms(row), hold(row), reason(row));
      case "DECLINED" -> new Declined(terms(row), refusal(row), row.pspReference());
      case "CAPTURED" -> new Captured(terms(row), whole(row), money(row, row.capturedMinor()));
      case "EXPIRED" -> new Expired(terms(row), hold(row));
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
      case "AUTHORIZE" ->
          new Authorizing(terms(row), token(row), row.releaseWanted(), row.pspReference());
      case "INCREASE" ->
          new Increasing(terms(row), hold(row), money(row, requireNonNull(row.increasingMinor())));
      case "CAPTURE" ->
          new Capturing(
              terms(row),
              hold(row),
              money(row, requireNonNull(row.capturingMinor())),
              row.captureIsLast());
      case "VOID" -> new Voiding(terms(row), hold(row), row.reason() == null ? null : refusal(row));
      default ->
          throw new IllegalStateException("charge %s does %s".formatted(row.id(), row.operation()));
    };
  }

  private static Terms terms(ChargeRow row) {
    return new Terms(
        new OrderRef(requireNonNull(row.orderKind()), requireNonNull(row.orderId())),
        requireNonNull(row.payerId()),
        requireNonNull(row.cardId()),
        money(row, requireNonNull(row.amountMinor())),
        options(row.options()));
  }

  private static Set<PaymentOption> options(String names) {
    return Arrays.stream(names.split(","))
        .filter(name -> !name.isEmpty())
        .map(PaymentOption::valueOf)
        .collect(toUnmodifiableSet());
  }

  static String names(Set<PaymentOption> options) {
    return options.stream().sorted().map(PaymentOption::name).collect(joining(","));
  }

  private static PspToken token(ChargeRow row) {
    return new PspToken(requireNonNull(row.paymentMethod()), row.pspCustomer());
  }

  private static NextAction action(ChargeRow row) {
    return new NextAction(
        requireNonNull(row.actionType()), row.actionUrl(), requireNonNull(row.actionSecret()));
  }

  private static Hold hold(ChargeRow row) {
    return new Hold(
        requireNonNull(row.pspReference()),
        money(row, row.authorizedMinor()),
        money(row, row.capturedMinor()),
        row.captures(),
        row.captureBefore());
  }

  /** Of a charge that is over: which of its captures took what matters no more. */
  private static Hold whole(ChargeRow row) {
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
}
