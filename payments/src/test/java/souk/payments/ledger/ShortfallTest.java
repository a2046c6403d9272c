package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** What an account has not, another bears; how much that is, is decided behind the lock. */
class ShortfallTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final OrderRef RIDE = new OrderRef("ride", UUID.randomUUID());
  private static final Account BANK = Account.of(AccountKind.BANK, EUR);

  private static PaymentsNode node;
  private static Ledger ledger;

  private final UUID driver = UUID.randomUUID();
  private final Account payable = Account.of(AccountKind.PAYEE_PAYABLE, driver, EUR);
  private final Account receivable = Account.of(AccountKind.PAYEE_RECEIVABLE, driver, EUR);

  @BeforeAll
  static void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    ledger = node.bean(Ledger.class);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void theFirstAccountIsBroughtToZeroAndNoFurther() throws Exception {
    earned(1_000);
    var takings =
        IntStream.range(0, 20)
            .<Callable<Integer>>mapToObj(n ->
                () -> ledger.post(List.of(taken(n, payable.debit(eur(70)).orElse(receivable)))))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var posted : threads.invokeAll(takings)) assertThat(posted.get()).isEqualTo(1);
    }
    assertThat(balance(payable)).isZero();
    assertThat(balance(receivable)).isEqualTo(400);
  }

  /** The control. */
  @Test
  void withoutAnotherAccountItIsRefused() {
    earned(100);
    assertThatThrownBy(() -> ledger.post(List.of(taken(1, payable.debit(eur(101))))))
        .isInstanceOf(Ledger.Overdrawn.class);
    assertThat(balance(payable)).isEqualTo(-100);
  }

  @Test
  void whatIsToldAgainIsTheSameWhateverItWasDividedInto() {
    earned(100);
    var journal = taken(1, payable.debit(eur(150)).orElse(receivable));
    assertThat(ledger.post(List.of(journal))).isEqualTo(1);
    earned(900);
    assertThat(ledger.post(List.of(journal))).isZero();
    assertThat(balance(receivable)).isEqualTo(50);
    assertThatThrownBy(() -> ledger.post(List.of(taken(1, payable.debit(eur(150))))))
        .isInstanceOf(Ledger.ToldOtherwise.class);
  }

  private void earned(long minor) {
    var legs = List.of(BANK.debit(eur(minor)), payable.credit(eur(minor)));
    var key = "%s earned %s".formatted(driver, minor);
    ledger.post(List.of(Journal.of(key, Template.COMPLETED, RIDE, legs)));
  }

  private Journal taken(int number, Leg bearing) {
    var legs = List.of(bearing, BANK.credit(bearing.amount()));
    var key = "%s taken %s".formatted(driver, number);
    return Journal.of(key, Template.REFUND_ACCEPTED, RIDE, legs);
  }

  private static Money eur(long minor) {
    return new Money(minor, EUR);
  }

  private static long balance(Account account) {
    return Long.parseLong(
        node.text(
            "SELECT coalesce(sum(balance_minor), 0) FROM payments.ledger_account WHERE key = '%s'"
                .formatted(account.key())));
  }
}
