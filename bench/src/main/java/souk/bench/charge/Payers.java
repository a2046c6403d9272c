package souk.bench.charge;

import static java.util.stream.Gatherers.mapConcurrent;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import souk.payments.card.Cards;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** People with a card each, who pay in turn, each time for a new order. */
final class Payers {
  private static final int REGISTERED_AT_ONCE = 48;

  /** Where their cards are from: few cards in the hands of many would be no market. */
  private static final List<String> COUNTRIES =
      List.of(
          "at be bg hr cy cz dk ee fi fr de gi gr hu ie it lv li lt lu mt nl no pl pt ro sk si es se ch"
              .split(" "));

  private final List<Payer> all;
  private final AtomicInteger next = new AtomicInteger();

  private record Payer(UUID id, UUID card) {}

  private Payers(List<Payer> all) {
    this.all = all;
  }

  /** Registers so many cards. */
  static Payers register(Cards cards, int count) {
    var payers =
        IntStream.range(0, count)
            .boxed()
            .gather(mapConcurrent(REGISTERED_AT_ONCE, number -> payer(cards, number)))
            .toList();
    return new Payers(payers);
  }

  private static Payer payer(Cards cards, int number) {
    var id = UUID.randomUUID();
    var card = cards.register(id, "pm_card_" + COUNTRIES.get(number % COUNTRIES.size()));
    return new Payer(id, card.id());
  }

  /** The next one's request to pay for something. */
  AuthorizeCharge request(Money amount) {
    var payer = all.get(Math.floorMod(next.getAndIncrement(), all.size()));
    var order = new OrderRef("ride", UUID.randomUUID());
    return new AuthorizeCharge(UUID.randomUUID(), order, payer.id(), payer.card(), amount);
  }
}
