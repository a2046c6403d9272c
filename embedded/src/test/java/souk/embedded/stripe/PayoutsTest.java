package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Event;
import com.stripe.model.Payout;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountExternalAccountCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.embedded.stripe.account.Violation;
import souk.embedded.stripe.account.Violation.Rule;
import souk.embedded.stripe.money.BankOutcome;
import souk.embedded.stripe.money.Pace;

/** Money from a payee's account to his bank. */
class PayoutsTest {
  private static final Duration STEP = Duration.ofHours(1);

  private final HandClock clock = new HandClock();
  private StripeTwin twin;
  private V1Services stripe;
  private Marketplace market;

  @BeforeEach
  void start() throws IOException {
    var pace = Pace.BRISK.payout(STEP);
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock).pace(pace));
    var caller = Caller.of(twin);
    stripe = caller.stripe().v1();
    market = new Marketplace(caller);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  private Account payeeWith(long amount, String bank) throws StripeException {
    market.earn(2 * amount, "eur");
    var payee = market.payee(bank);
    market.transfer(amount, payee, "transfer-" + payee.getId());
    return payee;
  }

  private Payout now(Payout payout, Account payee) throws StripeException {
    return stripe.payouts().retrieve(payout.getId(), Marketplace.as(payee));
  }

  @Test
  void aPayoutIsPendingThenInTransitThenPaid() throws StripeException {
    var payee = payeeWith(1_000, "btok_us_verified");

    var payout = market.payOut(600, payee, "k1");

    assertThat(payout.getStatus()).isEqualTo("pending");
    assertThat(market.available(payee)).isEqualTo(400);
    clock.advance(STEP);
    assertThat(now(payout, payee).getStatus()).isEqualTo("in_transit");
    clock.advance(STEP);
    assertThat(now(payout, payee).getStatus()).isEqualTo("paid");
    var paid = EventListParams.builder().setType("payout.paid").build();
    assertThat(stripe.events().list(paid).getData()).isEmpty();
    assertThat(stripe.events().list(paid, Marketplace.as(payee)).getData())
        .singleElement()
        .returns(payee.getId(), Event::getAccount);
  }

  @ParameterizedTest
  @CsvSource({
    "btok_us_accountClosed, account_closed",
    "btok_us_verified_noAccount, no_account",
    "DE62370400440532013001, no_account"
  })
  void someBanksRefuseAndTheMoneyComesBack(String bank, String code) throws StripeException {
    var payee = payeeWith(1_000, bank);
    var payout = market.payOut(600, payee, "k1");

    clock.advance(STEP.multipliedBy(2));

    var failed = now(payout, payee);
    assertThat(failed.getStatus()).isEqualTo("failed");
    assertThat(failed.getFailureCode()).isEqualTo(code);
    assertThat(market.available(payee)).isEqualTo(1_000);
    var back = failed.getFailureBalanceTransaction();
    assertThat(stripe.balanceTransactions().retrieve(back, Marketplace.as(payee)))
        .returns("payout_failure", BalanceTransaction::getType)
        .returns(600L, BalanceTransaction::getNet);
  }

  @Test
  void aPaidPayoutMayStillComeBack() throws StripeException {
    var returned = payeeWith(1_000, "btok_twin_returned");
    var told = payeeWith(1_000, "btok_us_verified");
    var first = market.payOut(600, returned, "k1");
    var second = market.payOut(600, told, "k2");
    clock.advance(STEP.multipliedBy(2));
    assertThat(now(first, returned).getStatus()).isEqualTo("paid");
    assertThat(now(second, told).getStatus()).isEqualTo("paid");

    clock.advance(STEP);
    assertThat(twin.happenings().failPayout(second.getId(), BankOutcome.NO_ACCOUNT)).isTrue();

    assertThat(now(first, returned).getFailureCode()).isEqualTo("account_closed");
    assertThat(now(second, told).getFailureCode()).isEqualTo("no_account");
    assertThat(market.available(told)).isEqualTo(1_000);
    assertThat(twin.happenings().failPayout(second.getId(), BankOutcome.NO_ACCOUNT)).isFalse();
  }

  @Test
  void onlyAPendingPayoutCanBeCanceled() throws StripeException {
    var payee = payeeWith(1_000, "btok_us_verified");
    var early = market.payOut(300, payee, "k1");
    var late = market.payOut(300, payee, "k2");

    var canceled = stripe.payouts().cancel(early.getId(), Marketplace.as(payee));
    clock.advance(STEP);

    assertThat(canceled.getStatus()).isEqualTo("canceled");
    assertThat(market.available(payee)).isEqualTo(700);
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () -> stripe.payouts().cancel(late.getId(), Marketplace.as(payee))))
        .isNotNull();
  }

  @Test
  void refusesWhatThePayeeDoesNotHaveOrMayNot() throws StripeException {
    var payee = payeeWith(1_000, "btok_us_verified");

    assertThat(refused(1_001, payee, "k1").getCode()).isEqualTo("balance_insufficient");
    var dollars = PayoutCreateParams.builder().setAmount(1L).setCurrency("usd").build();
    assertThat(
            catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> stripe.payouts().create(dollars, Marketplace.as(payee)))
                .getParam())
        .isEqualTo("currency");
    twin.happenings().allow(payee.getId(), true, false);
    assertThat(refused(10, payee, "k2").getCode()).isEqualTo("payouts_not_allowed");
    var nobody = new Account();
    nobody.setId("acct_1nobody");
    assertThat(
            catchThrowableOfType(PermissionException.class, () -> market.payOut(1, nobody, "k"))
                .getCode())
        .isEqualTo("account_invalid");
  }

  private InvalidRequestException refused(long amount, Account payee, String key) {
    return catchThrowableOfType(
        InvalidRequestException.class, () -> market.payOut(amount, payee, key));
  }

  @Test
  void aKeyBelongsToTheAccountThatUsedIt() throws StripeException {
    var one = payeeWith(1_000, "btok_us_verified");
    var other = payeeWith(1_000, "btok_us_verified");

    var first = market.payOut(100, one, "k1");

    assertThat(market.payOut(100, one, "k1").getId()).isEqualTo(first.getId());
    assertThat(market.payOut(100, other, "k1").getId()).isNotEqualTo(first.getId());
  }

  @Test
  void aPayeeWhoseBankFailedGivesAnother() throws StripeException {
    var payee = payeeWith(1_000, "btok_us_accountClosed");
    var better =
        AccountExternalAccountCreateParams.builder()
            .setExternalAccount("btok_us_verified")
            .setDefaultForCurrency(true)
            .build();
    stripe.accounts().externalAccounts().create(payee.getId(), better);

    var payout = market.payOut(100, payee, "k1");
    clock.advance(STEP.multipliedBy(2));

    assertThat(now(payout, payee).getStatus()).isEqualTo("paid");
  }

  @Test
  void whoIsAskedByStripeItselfGivesABankThatCanBeChanged() throws StripeException {
    market.earn(10_000, "eur");
    var asked =
        AccountCreateParams.Capabilities.builder()
            .setTransfers(
                AccountCreateParams.Capabilities.Transfers.builder().setRequested(true).build())
            .build();
    var payee =
        stripe
            .accounts()
            .create(
                AccountCreateParams.builder()
                    .setType(AccountCreateParams.Type.EXPRESS)
                    .setCapabilities(asked)
                    .build());
    market.transfer(1_000, payee, "k1");
    var good = market.payOut(100, payee, "k2");
    twin.happenings().changeBank(payee.getId(), "eur", "btok_us_accountClosed");
    var bad = market.payOut(100, payee, "k3");

    clock.advance(STEP.multipliedBy(2));

    assertThat(payee.getPayoutsEnabled()).isTrue();
    assertThat(now(good, payee).getStatus()).isEqualTo("paid");
    assertThat(now(bad, payee).getStatus()).isEqualTo("failed");
  }

  @Test
  void twoLivePayoutsForOneOfTheCallersAreAViolation() throws StripeException {
    var payee = payeeWith(1_000, "btok_us_verified");
    var params =
        PayoutCreateParams.builder()
            .setAmount(100L)
            .setCurrency("eur")
            .putMetadata("payout_id", "p1")
            .build();
    var first = stripe.payouts().create(params, Marketplace.as(payee, "k1"));
    twin.happenings().failPayout(first.getId(), BankOutcome.ACCOUNT_CLOSED);
    stripe.payouts().create(params, Marketplace.as(payee, "k2"));
    assertThat(twin.violations()).isEmpty();

    stripe.payouts().create(params, Marketplace.as(payee, "k3"));

    assertThat(twin.violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.DUPLICATE_PAYOUT);
  }
}
