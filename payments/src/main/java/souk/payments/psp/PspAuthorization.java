package souk.payments.psp;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import souk.platform.money.Money;

/**
 * The request to reserve money.
 *
 * @param labels what the provider keeps beside the payment, next to the charge's id, for people who
 *     look at it there
 * @param options beyond money being reserved once and taken once
 */
public record PspAuthorization(
    PspKey key,
    UUID chargeId,
    PspToken token,
    Money amount,
    Map<String, String> labels,
    Set<PaymentOption> options) {
  public PspAuthorization {
    labels = Map.copyOf(labels);
    options = Set.copyOf(options);
  }

  /** Without options. */
  public PspAuthorization(
      PspKey key, UUID chargeId, PspToken token, Money amount, Map<String, String> labels) {
    this(key, chargeId, token, amount, labels, Set.of());
  }

  /** The same request under another key. */
  public PspAuthorization withKey(PspKey other) {
    return new PspAuthorization(other, chargeId, token, amount, labels, options);
  }
}
