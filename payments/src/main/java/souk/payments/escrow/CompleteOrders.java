package souk.payments.escrow;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Leg;
import souk.platform.json.Json;
import souk.platform.outbox.PayloadHandler;
import souk.platform.postgres.ModuleSchema;

/**
 * Divides an order's money once it is done. Money that is not here yet makes the event wait; money
 * that was taken back before is divided too, as if that had come afterwards.
 */
@Singleton
final class CompleteOrders extends PayloadHandler<CompletedOrder> {
  private final Ledger ledger;
  private final Clawbacks clawbacks;
  private final ChargeLocks charges;

  CompleteOrders(
      Ledger ledger,
      Clawbacks clawbacks,
      ChargeLocks charges,
      @Named("payments") ModuleSchema schema,
      Json json) {
    super("completed-orders-are-divided", schema, json, CompletedOrder.class);
    this.ledger = ledger;
    this.clawbacks = clawbacks;
    this.charges = charges;
  }

  @Override
  public boolean handles(String type) {
    return type.equals(CompletedOrder.EVENT);
  }

  @Override
  protected void take(CompletedOrder completed) {
    CompletionPostings.of(completed).ifPresent(done -> ledger.post(divided(completed, done)));
  }

  private List<Journal> divided(CompletedOrder completed, Journal done) {
    var escrows = completed.escrows();
    var journals = new ArrayList<>(List.of(done));
    if (charges.lock(escrows)) {
      var accounts =
          done.legs().stream()
              .map(Leg::account)
              .filter(account -> account.kind() == AccountKind.ESCROW)
              .toList();
      journals.addAll(clawbacks.divided(done, completed.order(), accounts));
    }
    return journals;
  }
}
