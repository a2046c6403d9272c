package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.JournalText.Format;
import souk.payments.ledger.OrderPostings.Line;
import souk.payments.ledger.OrderPostings.Posting;
import souk.platform.money.Money;

/** What bookkeeping programs are given; that they read it is tested where they are installed. */
class JournalTextTest {
  private static final Posting CAPTURED =
      new Posting(
          "charge 01 captured",
          Template.CAPTURED,
          Instant.parse("2026-11-22T23:59:59Z"),
          Map.of(),
          List.of(
              new Line(
                  AccountKind.PSP_PENDING,
                  "psp:clearing_pending:EUR",
                  Leg.Side.DEBIT,
                  Money.of(1_205, "EUR")),
              new Line(
                  AccountKind.ESCROW,
                  "escrow:ride 01:EUR",
                  Leg.Side.CREDIT,
                  Money.of(1_205, "EUR"))));

  @Test
  void ledgerAndHledgerReadTheSame() {
    for (var format : List.of(Format.LEDGER, Format.HLEDGER)) {
      assertThat(new JournalText(format).of(CAPTURED))
          .isEqualTo(
              """
              2026-11-22 * CAPTURED | charge 01 captured
                Assets:Psp:Clearing-pending  12.05 EUR
                Liabilities:Escrow:Ride-01  -12.05 EUR

              """);
    }
  }

  @Test
  void beancountIsToldOfEachAccountOnce() {
    var text = new JournalText(Format.BEANCOUNT);
    var known = new HashSet<String>();
    assertThat(text.opened(CAPTURED, known))
        .isEqualTo(
            """
            1970-01-01 open Assets:Psp:Clearing-pending
            1970-01-01 open Liabilities:Escrow:Ride-01
            """);
    assertThat(text.opened(CAPTURED, known)).isEmpty();
    assertThat(text.of(CAPTURED)).startsWith("2026-11-22 * \"CAPTURED\" \"charge 01 captured\"\n");
  }

  @Test
  void yenHaveNoCents() {
    var line =
        new Line(AccountKind.BANK, "bank:operating:JPY", Leg.Side.DEBIT, Money.of(500, "JPY"));
    var posting = new Posting("k", Template.CAPTURED, Instant.EPOCH, Map.of(), List.of(line));
    assertThat(new JournalText(Format.LEDGER).of(posting)).contains("Bank:Operating  500 JPY");
  }
}
