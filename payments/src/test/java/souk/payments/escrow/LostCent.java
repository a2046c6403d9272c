package souk.payments.escrow;

import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import souk.payments.PaymentsNode;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Leg;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.outbox.EventHandler;
import souk.platform.outbox.PayloadHandler;
import souk.platform.postgres.ModuleSchema;

/** A posting that is broken, for controls: a cent of the commission stays in the escrow. */
public final class LostCent extends PayloadHandler<CompletedOrder> {
  private final Ledger ledger;

  private LostCent(Ledger ledger, ModuleSchema schema, Json json) {
    super("completed-orders-lose-a-cent", schema, json, CompletedOrder.class);
    this.ledger = ledger;
  }

  public static EventHandler at(PaymentsNode node) {
    var schema = node.context().getBean(ModuleSchema.class, Qualifiers.byName("payments"));
    return new LostCent(node.bean(Ledger.class), schema, node.bean(Json.class));
  }

  @Override
  public boolean handles(String type) {
    return type.equals(CompletedOrder.EVENT);
  }

  @Override
  protected void take(CompletedOrder completed) {
    CompletionPostings.of(completed).map(LostCent::less).map(List::of).ifPresent(ledger::post);
  }

  /** Where no commission came out of an escrow nothing is lost. */
  private static Journal less(Journal right) {
    var escrow = first(right, AccountKind.ESCROW);
    var commission = first(right, AccountKind.COMMISSION);
    if (escrow.isEmpty() || commission.isEmpty()) return right;
    var losing = Set.of(escrow.get(), commission.get());
    var legs = right.legs().stream().map(leg -> losing.contains(leg) ? less(leg) : leg).toList();
    return new Journal(
        right.key(), right.template(), right.order(), legs, right.facts(), right.reverses());
  }

  private static Optional<Leg> first(Journal journal, AccountKind kind) {
    return journal.legs().stream()
        .filter(leg -> leg.account().kind() == kind && leg.amount().minor() > 1)
        .findFirst();
  }

  private static Leg less(Leg leg) {
    var cent = new Money(1, leg.amount().currency());
    return new Leg(leg.account(), leg.side(), leg.amount().minus(cent));
  }
}
