package souk.payments.escrow;

import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.List;
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
    CompletionPostings.of(completed)
        .ifPresent(done -> {
          var legs = done.legs().stream().map(LostCent::less).toList();
          var broken = Journal.of(done.key(), done.template(), completed.order(), legs);
          ledger.post(List.of(broken));
        });
  }

  private static Leg less(Leg leg) {
    var kind = leg.account().kind();
    var loses = kind == AccountKind.ESCROW || kind == AccountKind.COMMISSION;
    var cent = new Money(1, leg.amount().currency());
    return loses ? new Leg(leg.account(), leg.side(), leg.amount().minus(cent)) : leg;
  }
}
