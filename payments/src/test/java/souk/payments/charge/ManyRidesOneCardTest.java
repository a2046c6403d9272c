package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TWELVE;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.card.Cards;
import souk.payments.card.FreshCard;
import souk.payments.card.UnattachedCard;
import souk.payments.order.OrderRef;

/** A card that an app has made pays for the second ride too. */
class ManyRidesOneCardTest {
  private static Till till;

  private final UUID payer = UUID.randomUUID();

  @BeforeAll
  static void open() {
    till = Till.open();
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @Test
  void aFreshCardPaysForEveryRide() {
    var card = cards().register(payer, FreshCard.at(till.twin)).id();
    for (var ride = 1; ride <= 3; ride++) {
      assertThat(pay(card)).as("ride %d", ride).isEqualTo(ChargeStatus.AUTHORIZED);
    }
    assertThat(till.breaches()).isEmpty();
  }

  @Test
  void aNameOfTheProvidersOwnDoesToo() {
    var card = cards().register(payer, GOOD_CARD).id();
    assertThat(pay(card)).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(pay(card)).isEqualTo(ChargeStatus.AUTHORIZED);
  }

  /** The control: without a customer there is one ride, and no other. */
  @Test
  void aCardThatIsNobodysPaysOnce() {
    var card = UnattachedCard.add(till.node, payer, FreshCard.at(till.twin));
    assertThat(pay(card)).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(pay(card)).isEqualTo(ChargeStatus.DECLINED);
  }

  private ChargeStatus pay(UUID card) {
    var order = new OrderRef("ride", UUID.randomUUID());
    var request = new AuthorizeCharge(UUID.randomUUID(), order, payer, card, TWELVE);
    return till.charges.authorize(request).status();
  }

  private static Cards cards() {
    return till.node.bean(Cards.class);
  }
}
