package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Transfer;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.TransferListParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.Violation;
import souk.embedded.stripe.account.Violation.Rule;
import souk.embedded.stripe.money.Pace;

/** Money from the platform to payees, and what it does to balances. */
class TransfersTest {
  private final HandClock clock = new HandClock();
  private StripeTwin twin;
  private V1Services stripe;
  private Marketplace market;

  @BeforeEach
  void start() throws IOException {
    var pace = Pace.BRISK.available(Duration.ofDays(2));
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock).pace(pace));
    var caller = Caller.of(twin);
    stripe = caller.stripe().v1();
    market = new Marketplace(caller);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void capturedMoneyIsPendingFirstAndCostsAFee() throws StripeException {
    var expanded = ChargeRetrieveParams.builder().addExpand("balance_transaction").build();

    var charge = stripe.charges().retrieve(market.charge("pm_card_visa", 10_000, "eur"), expanded);

    var moved = charge.getBalanceTransactionObject();
    assertThat(moved.getFee()).isEqualTo(175);
    assertThat(moved.getNet()).isEqualTo(9_825);
    assertThat(moved.getStatus()).isEqualTo("pending");
    assertThat(moved.getSource()).isEqualTo(charge.getId());
    assertThat(market.pending("eur")).isEqualTo(9_825);
    assertThat(market.available("eur")).isZero();
    clock.advance(Duration.ofDays(2));
    assertThat(market.available("eur")).isEqualTo(9_825);
    assertThat(stripe.balanceTransactions().retrieve(moved.getId()).getStatus())
        .isEqualTo("available");
  }

  @Test
  void aTransferMovesAvailableMoneyToThePayee() throws StripeException {
    market.earn(10_000, "eur");
    var payee = market.payee("btok_us_verified");
    var params =
        Marketplace.transferOf(4_000, payee)
            .setTransferGroup("ride-1")
            .putMetadata("transfer_id", "t1")
            .build();

    var transfer = stripe.transfers().create(params, Caller.key("k1"));
    var again = stripe.transfers().create(params, Caller.key("k1"));

    assertThat(again.getId()).isEqualTo(transfer.getId());
    assertThat(stripe.transfers().retrieve(transfer.getId()).getMetadata())
        .containsEntry("transfer_id", "t1");
    assertThat(market.available(payee)).isEqualTo(4_000);
    assertThat(market.available("eur")).isEqualTo(9_825 - 4_000);
    var group = TransferListParams.builder().setTransferGroup("ride-1").build();
    assertThat(stripe.transfers().list(group).getData())
        .extracting(Transfer::getId)
        .containsExactly(transfer.getId());
    assertThat(twin.violations()).isEmpty();
  }

  @Test
  void pendingMoneyCannotBeTransferredUnlessItIsTiedToItsCharge() throws StripeException {
    var charge = market.charge("pm_card_visa", 10_000, "eur");
    var payee = market.payee("btok_us_verified");

    var refused = refused(() -> market.transfer(4_000, payee, "k1"));
    var tied = Marketplace.transferOf(4_000, payee).setSourceTransaction(charge).build();
    stripe.transfers().create(tied);

    assertThat(refused.getCode()).isEqualTo("balance_insufficient");
    assertThat(market.available(payee)).isZero();
    var tooMuch = Marketplace.transferOf(6_001, payee).setSourceTransaction(charge).build();
    assertThat(refused(() -> stripe.transfers().create(tooMuch)).getParam()).isEqualTo("amount");
    clock.advance(Duration.ofHours(23));
    market.earn(5_000, "eur");
    // the refusal was an answer: the key keeps it
    assertThat(refused(() -> market.transfer(4_000, payee, "k1")).getCode())
        .isEqualTo("balance_insufficient");
    clock.advance(Duration.ofDays(2));
    assertThat(market.available(payee)).isEqualTo(4_000);
  }

  @Test
  void somePayeesCannotBeTransferredTo() throws StripeException {
    market.earn(10_000, "eur");
    var unasked = stripe.accounts().create(AccountCreateParams.builder().setCountry("FR").build());
    var forbidden = market.payee("btok_us_verified");
    twin.happenings().allow(forbidden.getId(), false, true);

    assertThat(refused(() -> market.transfer(100, unasked, "k1")).getCode())
        .isEqualTo("insufficient_capabilities_for_transfer");
    assertThat(refused(() -> market.transfer(100, forbidden, "k2")).getCode())
        .isEqualTo("transfers_not_allowed");
    assertThat(stripe.accounts().retrieve(forbidden.getId()).getCapabilities().getTransfers())
        .isEqualTo("inactive");
  }

  @Test
  void aTransferComesBackInPartsUntilNoneIsLeft() throws StripeException {
    market.earn(10_000, "eur");
    var payee = market.payee("btok_us_verified");
    var id = market.transfer(4_000, payee, "k1").getId();
    var part = TransferReversalCreateParams.builder().setAmount(1_500L).build();
    var rest = TransferReversalCreateParams.builder().build();

    stripe.transfers().reversals().create(id, part);
    stripe.transfers().reversals().create(id, rest);

    var transfer = stripe.transfers().retrieve(id);
    assertThat(transfer.getReversed()).isTrue();
    assertThat(transfer.getReversals().getData()).hasSize(2);
    assertThat(market.available(payee)).isZero();
    assertThat(market.available("eur")).isEqualTo(9_825);
    assertThat(refused(() -> stripe.transfers().reversals().create(id, rest)).getParam())
        .isEqualTo("amount");
    var kinds = BalanceTransactionListParams.builder().setType("transfer_refund").build();
    assertThat(stripe.balanceTransactions().list(kinds).getData())
        .extracting(BalanceTransaction::getNet)
        .containsExactly(2_500L, 1_500L);
  }

  @Test
  void whatThePayeeHasNoLongerDoesNotComeBack() throws StripeException {
    market.earn(10_000, "eur");
    var payee = market.payee("btok_us_verified");
    var id = market.transfer(4_000, payee, "k1").getId();
    market.payOut(3_000, payee, "k2");

    var all = TransferReversalCreateParams.builder().build();

    assertThat(refused(() -> stripe.transfers().reversals().create(id, all)).getCode())
        .isEqualTo("balance_insufficient");
  }

  @Test
  void twoTransfersForOneOfTheCallersAreAViolation() throws StripeException {
    market.earn(10_000, "eur");
    var payee = market.payee("btok_us_verified");
    var params = Marketplace.transferOf(100, payee).putMetadata("transfer_id", "t1").build();
    var first = stripe.transfers().create(params, Caller.key("k1")).getId();
    stripe.transfers().reversals().create(first, TransferReversalCreateParams.builder().build());
    stripe.transfers().create(params, Caller.key("k2"));
    // what came back entirely stands in nobody's way
    assertThat(twin.violations()).isEmpty();

    stripe.transfers().create(params, Caller.key("k3"));

    assertThat(twin.violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.DUPLICATE_TRANSFER);
  }

  private interface Asked {
    Object answer() throws StripeException;
  }

  private static InvalidRequestException refused(Asked asked) {
    return catchThrowableOfType(InvalidRequestException.class, asked::answer);
  }
}
