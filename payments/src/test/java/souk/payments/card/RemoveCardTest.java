package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.PaymentsNode;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Hindrance;
import souk.payments.psp.PspMethods;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.Refusal;
import souk.payments.vault.Vault;
import souk.platform.postgres.Transactions;

/** The provider forgets a removed card, however often it has to be asked. */
class RemoveCardTest {
  private static PaymentsNode node;

  private final UUID person = UUID.randomUUID();
  private final UUID card = UUID.randomUUID();
  private final Queue<PspOutcome<String>> outcomes = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void theProviderIsAskedUntilItHasForgotten() {
    register("'cus_1'");
    outcomes.add(new PspOutcome.Retryable<>(Hindrance.UNREACHABLE));
    outcomes.add(new PspOutcome.Unknown<>("no answer", false));
    outcomes.add(new PspOutcome.Succeeded<>("pm_1"));
    var remove = remover();
    remove.remove(person, card);
    for (var looks = 0; looks < 5; looks++) {
      remove.pass();
      hurry();
    }
    // always under one key, and not again once it is done
    assertThat(asked).hasSize(3).containsOnly("souk-%s-detach-1 pm_%s".formatted(card, card));
    assertThat(forgotten()).isEqualTo("t");
    // he cannot pay by it any more, and his receipts still say by which card he has
    var cards = node.bean(Cards.class);
    assertThat(cards.find(person, card)).isEmpty();
    assertThat(cards.shown(person, card)).isPresent();
    assertThat(cards.shown(UUID.randomUUID(), card)).isEmpty();
  }

  @Test
  void whatTheProviderDoesNotHaveIsForgotten() {
    register("'cus_1'");
    outcomes.add(
        new PspOutcome.Rejected<>(new Refusal(DeclineReason.CARD_UNKNOWN, "resource_missing")));
    var remove = remover();
    remove.remove(person, card);
    remove.pass();
    assertThat(forgotten()).isEqualTo("t");
  }

  @Test
  void whatBelongsToNoCustomerIsNotAskedAbout() {
    register("NULL");
    var remove = remover();
    remove.remove(person, card);
    remove.pass();
    assertThat(asked).isEmpty();
    assertThat(forgotten()).isEqualTo("t");
  }

  @Test
  void theRealClientDetachesItAtTheTwin() throws Exception {
    try (var twin = StripeTwin.start(StripeTwinOptions.inProcess());
        var other = PaymentsNode.start(PaymentsNode.database(), twin.baseUrl(), Map.of())) {
      var kept = new KeptAtTheTwin(twin, person);
      var theirs = other.bean(Cards.class).register(person, kept.method());
      other.bean(RemoveCard.class).remove(person, theirs.id());
      assertThat(kept.isThere()).isTrue();
      other.bean(RemoveCard.class).pass();
      assertThat(kept.isThere()).isFalse();
      assertThat(other.text("SELECT count(*) FROM payments.card WHERE forget_at IS NULL"))
          .isEqualTo("1");
    }
  }

  private RemoveCard remover() {
    PspMethods provider =
        (key, method) -> {
          asked.add(key.value() + " " + method);
          return outcomes.remove();
        };
    return new RemoveCard(
        node.bean(CardRows.class), node.bean(Vault.class), provider, node.bean(Transactions.class));
  }

  private void register(String customer) {
    node.sql(
        """
        INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, psp_customer,
                                   brand, last4, exp_month, exp_year)
        VALUES ('%1$s', '%2$s',
                'card_' || translate(md5('%1$s'), '0123456789abcdef', 'bcdfghjklmnpqrst'),
                'pm_%1$s', 'pm_%1$s', %3$s, 'visa', '4242', 12, 2034)\
        """
            .formatted(card, person, customer));
  }

  /** Nobody waits a minute for the next look. */
  private void hurry() {
    node.sql(
        "UPDATE payments.card SET forget_at = now() WHERE forget_at IS NOT NULL AND id = '%s'"
            .formatted(card));
  }

  private String forgotten() {
    return node.text(
        "SELECT removed_at IS NOT NULL AND forget_at IS NULL FROM payments.card WHERE id = '%s'"
            .formatted(card));
  }
}
