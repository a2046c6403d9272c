package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance.Page;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspTransfers.Bank;
import souk.platform.money.Money;

/** The twin's statement as the adapter reads it: each movement under the id that we know. */
class BalanceAtTheTwinTest {
  private static final Money FIVE = Money.of(500, "EUR");

  private ClientAtTheTwin there;
  private StripeBalance balance;

  @BeforeEach
  void start() {
    there = ClientAtTheTwin.start("available=0,dispute=0,review=0");
    balance = new StripeBalance(there.client().client(there.twin().baseUrl()));
  }

  @AfterEach
  void stop() {
    there.close();
  }

  private List<PspMovement> told(Kind kind) {
    var until = Instant.now().plusSeconds(60);
    if (!(balance.movements(Instant.EPOCH, until, null) instanceof Lookup.Found<Page>(var page))) {
      throw new AssertionError("the twin does not answer");
    }
    return page.movements().stream().filter(one -> one.kind() == kind).toList();
  }

  @Test
  void aPaymentIsKnownByItsIntent() throws Exception {
    var payment = there.pay("pm_card_visa");
    assertThat(told(Kind.PAYMENT)).extracting(PspMovement::reference).containsExactly(payment);
  }

  @Test
  void aDisputeAndItsEndAreKnownByTheDispute() throws Exception {
    there.pay("pm_card_createDispute");
    await().until(() -> told(Kind.DISPUTE).size() == 1);
    var dispute = told(Kind.DISPUTE).getFirst();
    assertThat(dispute.reference()).startsWith("du_");
    assertThat(dispute.fee().minor()).isEqualTo(1500);
    assertThat(there.twin().happenings().decide(dispute.reference(), true)).isTrue();
    await().until(() -> told(Kind.DISPUTE).size() == 2);
    assertThat(told(Kind.DISPUTE))
        .extracting(PspMovement::reference)
        .containsOnly(dispute.reference());
  }

  @Test
  void aTransferAndItsReturnAreKnownByTheTransfer() throws Exception {
    there.pay("pm_card_visa");
    var transfers = new StripeTransfers(there.stripe());
    var id = UUID.randomUUID();
    var account = done(transfers.open(key(id, "open"), id, new Bank("US", "btok_us_verified")));
    var transfer = done(transfers.transfer(key(id, "transfer"), id, account, FIVE));
    done(transfers.takeBack(key(id, "takeback"), id, transfer.reference(), FIVE));
    assertThat(told(Kind.TRANSFER))
        .extracting(PspMovement::reference, one -> one.amount().minor())
        .containsExactly(tuple(transfer.reference(), 500L), tuple(transfer.reference(), -500L));
  }

  private static PspKey key(UUID id, String operation) {
    return PspKey.of(id, operation, 1);
  }

  private static <T> T done(PspOutcome<T> outcome) {
    if (outcome instanceof PspOutcome.Succeeded<T>(var value)) return value;
    throw new AssertionError(outcome.toString());
  }
}
