package souk.payments.psp;

import java.util.Set;

/**
 * What the provider lets be done with a payee's account.
 *
 * @param transfers money may be moved to it
 * @param payouts money may be sent from it to his bank
 * @param needs what it wants of him; there may be something though all is allowed still
 */
public record PspStanding(boolean transfers, boolean payouts, Set<PayeeNeed> needs) {
  public PspStanding {
    needs = Set.copyOf(needs);
  }

  /** Whether what he earns can reach his bank. */
  public boolean isAble() {
    return transfers && payouts;
  }
}
