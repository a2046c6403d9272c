package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.PaymentsNode;
import souk.payments.psp.PspMethods;
import souk.payments.psp.PspOutcome;
import souk.payments.vault.Vault;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** A card that was removed and added again is not let go for the sake of its removed twin. */
class ReaddedCardTest {
  private static StripeTwin twin;
  private static PaymentsNode node;
  private static Cards cards;

  private final UUID person = UUID.randomUUID();
  private final List<String> asked = new ArrayList<>();
  private KeptAtTheTwin kept;

  @BeforeAll
  static void open() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    node = PaymentsNode.start(PaymentsNode.database(), twin.baseUrl(), Map.of());
    cards = node.bean(Cards.class);
  }

  @AfterAll
  static void close() throws IOException {
    node.close();
    twin.close();
  }

  @BeforeEach
  void keep() throws Exception {
    kept = new KeptAtTheTwin(twin, person);
  }

  @Test
  void itStaysAndGoesWithTheLastCardOfIt() throws Exception {
    var remove = node.bean(RemoveCard.class);
    var first = cards.register(person, kept.method());
    remove.remove(person, first.id());
    var second = cards.register(person, kept.method());
    assertThat(second.id()).isNotEqualTo(first.id());
    remove.pass();
    assertThat(kept.isThere()).isTrue();
    assertThat(toForget()).isEqualTo("0");

    remove.remove(person, second.id());
    remove.pass();
    assertThat(kept.isThere()).isFalse();
    assertThat(toForget()).isEqualTo("0");
    // the provider shows it still, as nobody's
    assertThatThrownBy(() -> cards.register(person, kept.method()))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("card_refused"));
    assertNoBreach();
  }

  /** From the time when cards were only remembered. */
  @Test
  void anothersCardOfItStaysToo() throws Exception {
    var remove = node.bean(RemoveCard.class);
    var mine = cards.register(person, kept.method());
    var other = UUID.randomUUID();
    var theirs = UnattachedCard.add(node, other, kept.method());
    remove.remove(person, mine.id());
    remove.pass();
    assertThat(kept.isThere()).isTrue();
    assertThat(cards.find(other, theirs)).isPresent();
  }

  /** The bank may have to be asked once more with it, by whichever of its cards. */
  @Test
  void itStaysWhileAnAuthorizationByAnotherCardOfItIsUnanswered() throws Exception {
    var remove = node.bean(RemoveCard.class);
    var first = cards.register(person, kept.method());
    remove.remove(person, first.id());
    var second = cards.register(person, kept.method());
    unanswered(second.id());
    remove.remove(person, second.id());
    remove.pass();
    assertThat(kept.isThere()).isTrue();
    assertThat(toForget()).as("that card is looked at again").isEqualTo("1");
    node.sql("DELETE FROM payments.charge WHERE id = '%s'".formatted(second.id()));
    remove.pass();
    assertThat(kept.isThere()).isFalse();
    assertNoBreach();
  }

  private static void unanswered(UUID card) {
    node.sql(
        """
        INSERT INTO payments.charge (id, order_kind, order_id, payer_id, card_id, payment_method,
          amount_minor, currency, status, operation, generation, release_wanted, authorized_minor,
          captured_minor, version, looks, intended_at, moved_at, next_wake_at)
        SELECT id, 'ride', id, owner_id, id, payment_method, 1200, 'EUR', 'UNKNOWN', 'AUTHORIZE',
          1, false, 0, 0, 1, 0, now(), now(), now()
        FROM payments.card WHERE id = '%s'\
        """
            .formatted(card));
  }

  /** The provider still shows it, for it has only been asked. */
  @Test
  void whatIsBeingLetGoIsNotAddedAgain() {
    var first = cards.register(person, kept.method());
    var remove =
        asking(() -> {
          assertThatThrownBy(() -> cards.register(person, kept.method()))
              .isInstanceOfSatisfying(
                  Problem.class, refused -> assertThat(refused.code()).isEqualTo("card_refused"));
          return new PspOutcome.Unknown<>("no answer", false);
        });
    remove.remove(person, first.id());
    remove.pass();
    assertThat(asked).hasSize(1);
    assertThat(cards.list(person)).isEmpty();
    // it is asked again until it is known to be gone
    node.sql("UPDATE payments.card SET forget_at = now() WHERE forget_at IS NOT NULL");
    node.bean(RemoveCard.class).pass();
    assertThat(toForget()).isEqualTo("0");
    assertNoBreach();
  }

  /** Whoever comes first to its row wins: it is in use and there, or gone and refused. */
  @Test
  void ofBothAtOnceOneHappens() throws Exception {
    var refused = 0;
    for (var round = 0; round < 40; round++) {
      kept = new KeptAtTheTwin(twin, person);
      var first = cards.register(person, kept.method());
      node.bean(RemoveCard.class).remove(person, first.id());
      if (!isAddedWhileItIsForgotten(round)) refused++;
      assertThat(kept.isThere()).as("round %d", round).isEqualTo(!cards.list(person).isEmpty());
      cards.list(person).forEach(card -> node.bean(RemoveCard.class).remove(person, card.id()));
      node.bean(RemoveCard.class).pass();
    }
    assertNoBreach();
    assertThat(refused).isLessThan(40);
  }

  /** Who adds asks the provider first; who forgets comes ever later, so that both win. */
  private boolean isAddedWhileItIsForgotten(int later) throws Exception {
    var barrier = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var adding =
          threads.submit(() -> {
            barrier.await();
            return isAdded();
          });
      var forgetting =
          threads.submit(() -> {
            barrier.await();
            for (var question = 0; question < later; question++) node.text("SELECT 1");
            node.bean(RemoveCard.class).pass();
            return true;
          });
      assertThat(forgetting.get()).isTrue();
      return adding.get();
    }
  }

  private boolean isAdded() {
    try {
      cards.register(person, kept.method());
      return true;
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo("card_refused");
      return false;
    }
  }

  private RemoveCard asking(Callable<PspOutcome<String>> answer) {
    PspMethods provider =
        (_, method) -> {
          asked.add(method);
          try {
            return answer.call();
          } catch (Exception failure) {
            throw new AssertionError(failure);
          }
        };
    return new RemoveCard(
        node.bean(CardRows.class), node.bean(Vault.class), provider, node.bean(Transactions.class));
  }

  private String toForget() {
    return node.text("SELECT count(*) FROM payments.card WHERE forget_at IS NOT NULL");
  }

  private static void assertNoBreach() {
    assertThat(
            node.text(
                """
                SELECT count(*) FROM payments.provider_card p JOIN payments.card c
                  ON c.payment_method = p.payment_method
                WHERE c.removed_at IS NULL AND p.let_go_at IS NOT NULL\
                """))
        .isEqualTo("0");
  }
}
