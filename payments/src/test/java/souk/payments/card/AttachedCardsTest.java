package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.PaymentsNode;
import souk.platform.problem.Problem;

/** Each payer is one customer at the provider, and his cards are that customer's. */
class AttachedCardsTest {
  /** A request, a look at what was stored for its key, and the same under another one. */
  private static final int TRIES_MAX = 3;

  private static StripeTwin twin;
  private static AtTheTwin there;
  private static PaymentsNode node;
  private static Cards cards;

  private final UUID person = UUID.randomUUID();

  @BeforeAll
  static void open() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    there = new AtTheTwin(twin);
    node = PaymentsNode.start(PaymentsNode.database(), twin.baseUrl(), Map.of());
    cards = node.bean(Cards.class);
  }

  @AfterAll
  static void close() throws IOException {
    node.close();
    twin.close();
  }

  @AfterEach
  void wellAgain() {
    twin.clearFaults();
  }

  @Test
  void aPayerHasOneCustomerForAllHisCards() {
    var fresh = there.fresh("tok_mastercard");
    var first = cards.register(person, "pm_card_visa");
    var second = cards.register(person, fresh);

    assertThat(first.token().paymentMethod()).isNotEqualTo("pm_card_visa");
    assertThat(second.token().paymentMethod()).isEqualTo(fresh);
    assertThat(second.token().customer()).isEqualTo(first.token().customer());
    assertOneCustomerWith(2);
    assertThat(cards.register(person, fresh)).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOMERS_CREATE, LOSE_ANSWER", "CUSTOMERS_CREATE, LOSE_REQUEST",
    "CUSTOMERS_CREATE, ERROR_AFTER", "CUSTOMERS_CREATE, ERROR_BEFORE",
    "CUSTOMERS_CREATE, RATE_LIMIT", "PAYMENT_METHODS_ATTACH, LOSE_ANSWER",
    "PAYMENT_METHODS_ATTACH, LOSE_REQUEST", "PAYMENT_METHODS_ATTACH, ERROR_AFTER",
    "PAYMENT_METHODS_ATTACH, ERROR_BEFORE", "PAYMENT_METHODS_ATTACH, RATE_LIMIT"
  })
  void whatWasNotAnsweredIsAnsweredByAskingAgain(Operation operation, FaultKind fault) {
    var fresh = there.fresh("tok_visa");
    twin.inject(Fault.once(fault).on(operation));

    assertRefused(fresh, 503, "payments_unavailable");
    assertThat(cards.list(person)).isEmpty();

    assertThat(insist(fresh).token().paymentMethod()).isEqualTo(fresh);
    assertOneCustomerWith(1);
    assertThat(cards.list(person)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "LOSE_REQUEST"})
  void aNameIsAttachedOnceToo(FaultKind fault) {
    twin.inject(Fault.once(fault).on(Operation.PAYMENT_METHODS_ATTACH));
    assertRefused("pm_card_visa", 503, "payments_unavailable");
    insist("pm_card_visa");
    assertOneCustomerWith(1);
  }

  /** The provider has forgotten the key, and would make another customer. */
  @Test
  void aCustomerWhoseKeyIsForgottenIsLookedFor() {
    twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.CUSTOMERS_CREATE));
    assertRefused("pm_card_visa", 503, "payments_unavailable");
    node.sql(
        "UPDATE payments.payer SET intended_at = now() - interval '2 days', generation = 7 WHERE id = '%s'"
            .formatted(person));
    insist("pm_card_visa");
    assertOneCustomerWith(1);
  }

  /** As after a restore: what the provider knows of him is his. */
  @Test
  void whatOurRowsHaveForgottenIsHisAgain() {
    var fresh = there.fresh("tok_visa");
    var customer = cards.register(person, fresh).token().customer();
    node.sql("DELETE FROM payments.card WHERE owner_id = '%s'".formatted(person));
    node.sql("DELETE FROM payments.card_attachment WHERE owner_id = '%s'".formatted(person));
    node.sql("DELETE FROM payments.payer WHERE id = '%s'".formatted(person));

    assertThat(cards.register(person, fresh).token().customer()).isEqualTo(customer);
    assertThat(cards.register(person, "pm_card_amex").token().customer()).isEqualTo(customer);
    assertOneCustomerWith(2);
  }

  @Test
  void aCardOfAnotherIsRefused() {
    var theirs = UUID.randomUUID();
    var fresh = there.fresh("tok_visa");
    cards.register(theirs, fresh);
    assertRefused(fresh, 422, "card_of_another");
    var strangers = there.attach(there.fresh("tok_visa"), there.customer(theirs));
    assertRefused(strangers, 422, "card_of_another");
    assertThat(cards.list(person)).isEmpty();
  }

  @Test
  void aCardThatWasUsedUpIsRefused() {
    var used = there.fresh("tok_visa");
    there.use(used);
    assertRefused(used, 422, "card_refused");
    assertRefused("pm_1NeverMade", 422, "card_refused");
    assertThat(cards.list(person)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tok_chargeDeclined,                  card_declined",
    "tok_chargeDeclinedInsufficientFunds, insufficient_funds",
    "tok_chargeDeclinedExpiredCard,       card_expired"
  })
  void itsIssuerMaySayNoAtOnce(String token, String reason) {
    var declined = there.fresh(token);
    assertThatThrownBy(() -> cards.register(person, declined))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.code()).isEqualTo("card_declined");
              assertThat(problem.body()).containsEntry("reason", reason);
            });
    assertThat(cards.list(person)).isEmpty();
  }

  /** The name stands for another card then: the one it stood for is gone for ever. */
  @Test
  void aNameThatWasRemovedIsAddedAnew() {
    var remove = node.bean(RemoveCard.class);
    var first = cards.register(person, "pm_card_visa");
    remove.remove(person, first.id());
    remove.pass();
    var second = cards.register(person, "pm_card_visa");
    assertThat(second.token().paymentMethod()).isNotEqualTo(first.token().paymentMethod());
    assertOneCustomerWith(1);
  }

  @Test
  void aRemovedCardIsAttachedNoMore() {
    var remove = node.bean(RemoveCard.class);
    var fresh = there.fresh("tok_visa");
    remove.remove(person, cards.register(person, fresh).id());
    remove.pass();
    assertOneCustomerWith(0);
    assertRefused(fresh, 422, "card_refused");
  }

  private Card insist(String token) {
    for (var tries = 1; ; tries++) {
      try {
        return cards.register(person, token);
      } catch (Problem problem) {
        assertThat(problem.code()).isEqualTo("payments_unavailable");
        assertThat(tries).isLessThan(TRIES_MAX);
      }
    }
  }

  private void assertRefused(String token, int status, String code) {
    assertThatThrownBy(() -> cards.register(person, token))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.status()).isEqualTo(status);
            });
  }

  private void assertOneCustomerWith(int cardsThere) {
    assertThat(there.customersOf(person)).hasSize(1);
    var customer = Objects.requireNonNull(there.customersOf(person).getFirst());
    assertThat(
            node.text("SELECT psp_customer FROM payments.payer WHERE id = '%s'".formatted(person)))
        .isEqualTo(customer);
    assertThat(there.cardsOf(customer)).hasSize(cardsThere);
  }
}
