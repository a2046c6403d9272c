package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance.Funds;
import souk.payments.psp.PspBalance.Page;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.platform.money.Money;

/** What is asked of a statement, and what each of its lines is taken for. */
class StripeBalanceTest {
  private static final Instant FROM = Instant.ofEpochSecond(1_000);
  private static final Instant UNTIL = Instant.ofEpochSecond(2_000);

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TestStripe client = new TestStripe();
  private final StripeBalance balance = new StripeBalance(client.client(stripe.url()));

  @AfterEach
  void close() {
    client.close();
    stripe.close();
  }

  private static String line(String type, String source) {
    return """
    {"id": "txn_1", "object": "balance_transaction", "amount": 1200, "fee": 43, "net": 1157,
     "currency": "eur", "type": "%s", "source": %s, "created": 1500, "available_on": 1700}\
    """
        .formatted(type, source);
  }

  private static String page(String line, boolean more) {
    var list =
        "{\"object\": \"list\", \"url\": \"/v1/balance_transactions\", \"has_more\": %s,"
            + " \"data\": [%s]}";
    return list.formatted(more, line);
  }

  private PspMovement shown(String type, String source) {
    stripe.answers(200, page(line(type, source), false));
    if (!(balance.movements(FROM, UNTIL, null) instanceof Lookup.Found<Page>(var page))) {
      throw new AssertionError("not read");
    }
    assertThat(page.isLast()).isTrue();
    return page.movements().getFirst();
  }

  @Test
  void asksForTheSpanWithWhatCausedEachMovement() {
    stripe.answers(200, page(line("charge", "\"ch_1\""), true));
    assertThat(balance.movements(FROM, UNTIL, "txn_0"))
        .isInstanceOfSatisfying(
            Lookup.Found.class, found -> assertThat(((Page) found.value()).isLast()).isFalse());
    assertThat(stripe.requests.getFirst().path())
        .startsWith("/v1/balance_transactions?")
        .contains("gte", "1000", "lt", "2000", "starting_after=txn_0", "limit=100", "data.source");
  }

  @Test
  void readsTheWholeLine() {
    var charge = "{\"id\": \"ch_1\", \"object\": \"charge\", \"payment_intent\": \"pi_1\"}";
    assertThat(shown("charge", charge))
        .isEqualTo(
            new PspMovement(
                "txn_1",
                Kind.PAYMENT,
                "charge",
                "pi_1",
                Money.of(1200, "EUR"),
                Money.of(43, "EUR"),
                Instant.ofEpochSecond(1500),
                Instant.ofEpochSecond(1700),
                null,
                "pi_1"));
  }

  @ParameterizedTest
  @CsvSource({
    "charge, ch_1, PAYMENT",
    "payment, py_1, PAYMENT",
    "refund, re_1, REFUND",
    "refund_failure, re_1, REFUND",
    "payment_refund, pyr_1, REFUND",
    "adjustment, du_1, DISPUTE",
    "adjustment, dp_1, DISPUTE",
    "adjustment, adj_1, UNKNOWN",
    "transfer, tr_1, TRANSFER",
    "transfer_refund, trr_1, TRANSFER",
    "payout, po_1, OWN_PAYOUT",
    "payout_cancel, po_1, OWN_PAYOUT",
    "payout_failure, po_1, OWN_PAYOUT",
    "topup, tu_1, OWN_PAYOUT",
    "topup_reversal, tu_1, OWN_PAYOUT",
    "stripe_fee, fee_1, FEE",
    "network_cost, fee_1, FEE",
    "climate_order_purchase, climorder_1, UNKNOWN",
    "of_another_age, x_1, UNKNOWN"
  })
  void takesNoTypeForWhatItIsNot(String type, String source, Kind kind) {
    var movement = shown(type, "\"" + source + "\"");
    assertThat(movement.kind()).isEqualTo(kind);
    assertThat(movement.reference()).isEqualTo(source);
  }

  private static String converted(long amount, String rate, String type, String source) {
    return line(type, source)
        .replace(
            "\"amount\": 1200", "\"amount\": %d, \"exchange_rate\": %s".formatted(amount, rate));
  }

  /** Five won are a third of a cent. */
  @ParameterizedTest
  @CsvSource({
    "refund, re_1, 0, -5",
    "payment_refund, pyr_1, 0, -5",
    "payment_failure_refund, pyr_1, 0, -5",
    "refund_failure, re_1, 0, 5",
    "charge, ch_1, 0, 5",
    "refund, re_1, -1, -5",
    "refund_failure, re_1, 1, 5",
    "adjustment, du_1, 0, -5"
  })
  void whatSettlesToNothingIsConvertedAllTheSame(
      String type, String id, long settled, long presented) {
    var source =
        "{\"id\": \"%s\", \"object\": \"x\", \"amount\": 5, \"currency\": \"krw\", \"payment_intent\": \"pi_1\"}";
    var read = asked(converted(settled, "0.00063", type, source.formatted(id)), false);
    var movement = read.movements().getFirst();
    var conversion = Objects.requireNonNull(movement.conversion());
    assertThat(conversion.presented()).isEqualTo(Money.of(presented, "KRW"));
    assertThat(conversion.agreesWith(movement.amount())).isTrue();
    assertThat(movement.payment()).isEqualTo("pi_1");
  }

  @Test
  void aDisputeThatSettlesToNothingComesBackByItsCategory() {
    var source =
        "{\"id\": \"du_1\", \"object\": \"dispute\", \"amount\": 5, \"currency\": \"krw\"}";
    var back =
        converted(0, "0.00063", "adjustment", source)
            .replace("\"type\"", "\"reporting_category\": \"dispute_reversal\", \"type\"");
    var conversion = asked(back, false).movements().getFirst().conversion();
    assertThat(Objects.requireNonNull(conversion).presented()).isEqualTo(Money.of(5, "KRW"));
  }

  /** A part at such a rate is more than money can be: one line, not the run. */
  @ParameterizedTest
  @CsvSource({
    "1200, 0",
    "1200, -1",
    "1200, 1e-13",
    "1200, 1e-999999",
    "1200, 1e12",
    "1000000000000000, 1e-12",
    "1000000000000000, 1e-3",
    "1200, '\"1\"'"
  })
  void aRateThatCannotBeIsALineThatCannotBeRead(long amount, String rate) {
    var part =
        "{\"id\": \"ch_2\", \"object\": \"charge\", \"amount_captured\": 5000, \"currency\": \"chf\","
            + " \"payment_method_details\": {\"card\": {\"multicapture\": {\"status\": \"available\"}}}}";
    var strange = converted(amount, rate, "charge", part).replace("txn_1", "txn_2");
    var page = asked(strange + "," + line("charge", "\"ch_1\""), false);
    assertThat(page.movements()).extracting(PspMovement::id).containsExactly("txn_1");
    assertThat(page.unreadable().getFirst().id()).isEqualTo("txn_2");
  }

  @Test
  void aTransferThatCameBackIsThatTransfer() {
    var reversal = "{\"id\": \"trr_1\", \"object\": \"transfer_reversal\", \"transfer\": \"tr_1\"}";
    assertThat(shown("transfer_refund", reversal).reference()).isEqualTo("tr_1");
  }

  @Test
  void aMovementOfNothingIsItself() {
    assertThat(shown("stripe_fee", "null").reference()).isEqualTo("txn_1");
  }

  @Test
  void aSourceOfAnUnknownKindKeepsItsId() {
    var strange = "{\"id\": \"odd_1\", \"object\": \"oddity\"}";
    assertThat(shown("oddity", strange).reference()).isEqualTo("odd_1");
  }

  @Test
  void readsWhatIsHeldByCurrency() {
    stripe.answers(
        200,
        """
        {"object": "balance", "livemode": false,
         "available": [{"amount": 500, "currency": "eur"}],
         "pending": [{"amount": 70, "currency": "eur"}, {"amount": 9, "currency": "usd"}]}\
        """);
    assertThat(balance.funds())
        .isEqualTo(
            new Lookup.Found<>(
                List.of(
                    new Funds(Money.of(500, "EUR"), Money.of(70, "EUR")),
                    new Funds(Money.of(0, "USD"), Money.of(9, "USD")))));
  }

  private Page asked(String lines, boolean more) {
    stripe.answers(200, page(lines, more));
    if (balance.movements(FROM, UNTIL, null) instanceof Lookup.Found<Page>(var page)) return page;
    throw new AssertionError("not read");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"eur\"', '\"zzz\"', zzz, '1200, fee 43'",
    "'\"eur\"', '\"xau\"', xau, '1200, fee 43'",
    "'\"eur\"', 7, 7, '1200, fee 43'",
    "1200, 1e30, eur, '1E+30, fee 43'",
    "1200, 12.5, eur, '12.5, fee 43'",
    "1200, 99999999999999999999, eur, '99999999999999999999, fee 43'",
    "1200, 9000000000000000000, eur, '9000000000000000000, fee 43'",
    "'\"amount\": 1200, ', '', eur, ', fee 43'"
  })
  void aLineThatCannotBeReadIsKeptAndHidesNoOther(
      String good, String bad, String currency, String amount) {
    var strange = line("charge", "\"ch_2\"").replace("txn_1", "txn_2").replaceFirst(good, bad);
    var page = asked(strange + "," + line("charge", "\"ch_1\""), false);
    assertThat(page.movements()).extracting(PspMovement::id).containsExactly("txn_1");
    var kept = page.unreadable().getFirst();
    assertThat(kept.id()).isEqualTo("txn_2");
    assertThat(kept.type()).isEqualTo("charge");
    assertThat(kept.source()).isEqualTo("ch_2");
    assertThat(kept.currency()).isEqualTo(currency);
    assertThat(kept.amount()).isEqualTo(amount);
    assertThat(kept.createdAt()).isEqualTo(Instant.ofEpochSecond(1500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "{}", "{\"id\": \"\\u0000\", \"created\": 1e99}"})
  void whatIsNoLineAtAllIsKeptUnderANameThatStays(String nonsense) {
    var first = asked(nonsense, false).unreadable().getFirst();
    assertThat(first.id()).startsWith("unidentified_");
    assertThat(first.createdAt()).isEqualTo(FROM);
    assertThat(asked(nonsense, false).unreadable()).containsExactly(first);
  }

  @Test
  void whatCannotBeReadIsGoneBehindToo() {
    var page = asked("{\"id\": \"txn_9\"}", true);
    assertThat(page.last()).isEqualTo("txn_9");
    assertThat(page.isLast()).isFalse();
  }

  /** No sign that the provider is in trouble: it has answered. */
  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"data\": [], \"has_more\": \"yes\"}"})
  void whatIsNoPageIsAnAnswerThatCannotBeRead(String body) {
    stripe.answers(200, body);
    assertThat(balance.movements(FROM, UNTIL, null))
        .isEqualTo(new Lookup.Unavailable<>(Hindrance.UNREADABLE));
  }
}
