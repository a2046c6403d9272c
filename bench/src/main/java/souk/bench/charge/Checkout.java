package souk.bench.charge;

import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import souk.bench.charge.ProviderTime.Caller;
import souk.bench.load.Arrivals;
import souk.bench.load.ModuleProcess;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;

/** The use cases of a card payment under load, on the one pool of one process. */
final class Checkout {
  private static final Money AMOUNT = Money.of(1200, "EUR");
  private static final Money TAKEN = Money.of(1000, "EUR");

  private final Charges charges;
  private final Statements database;
  private final Payers payers;
  private final Queue<UUID> authorized = new ConcurrentLinkedQueue<>();

  Checkout(ModuleProcess payments, Payers payers) {
    this.charges = payments.bean(Charges.class);
    this.database = payments.bean(Statements.class);
    this.payers = payers;
  }

  /** Money is reserved, as the product does it. */
  Load.Outcome authorize(Arrivals arrivals) throws InterruptedException {
    return Load.run(arrivals, ChargeStatus.AUTHORIZED, Caller.SAME_THREAD, this::authorize);
  }

  /** What was reserved before is taken, each once: no more may come than were authorized. */
  Load.Outcome capture(Arrivals arrivals) throws InterruptedException {
    return Load.run(
        arrivals, ChargeStatus.CAPTURED, Caller.SAME_THREAD, () -> charges.capture(next(), TAKEN));
  }

  /**
   * Money is reserved by the same statements in the same order, committed at the same points, and
   * the connection is given back only at the end.
   */
  Load.Outcome authorizeHolding(Arrivals arrivals, Holds holds) throws InterruptedException {
    return Load.run(
        arrivals,
        ChargeStatus.AUTHORIZED,
        Caller.OTHER_THREAD,
        () -> database.onConnection(_ -> holds.during(this::authorize)));
  }

  private ChargeStanding authorize() {
    var standing = charges.authorize(payers.request(AMOUNT));
    if (standing.status() == ChargeStatus.AUTHORIZED) authorized.add(standing.chargeId());
    return standing;
  }

  private UUID next() {
    var charge = authorized.poll();
    if (charge == null) throw new NoSuchElementException("nothing is left to capture");
    return charge;
  }
}
