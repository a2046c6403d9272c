package souk.payments.psp;

import souk.platform.money.Money;

/**
 * Money moved from our balance at the provider to that of a payee.
 *
 * @param reference the provider's id of it
 * @param takenBack what of it has come back
 */
public record PspTransfer(String reference, Money amount, Money takenBack) {
  /** Whether all of it is ours again. */
  public boolean isTakenBack() {
    return takenBack.compareTo(amount) >= 0;
  }
}
