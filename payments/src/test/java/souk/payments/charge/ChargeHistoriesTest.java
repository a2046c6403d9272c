package souk.payments.charge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static souk.payments.charge.Till.GOOD_CARD;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import souk.payments.charge.ChargeHistory.Move;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;

/**
 * Whatever is wanted of a charge in whatever order, whoever dies between two steps and whatever is
 * lost: what provider, row and ledger say at the end is one thing, and it was never less true.
 */
class ChargeHistoriesTest {
  private static final List<Move> TAKEN = List.of(Move.AUTHORIZE, Move.PART, Move.CAPTURE);

  private static final Till till = Till.open();

  @AfterContainer
  static void close() {
    till.close();
  }

  @Property(tries = 80)
  void everyHistoryEndsAsOneTruth(
      @ForAll("moves") List<Move> moves, @ForAll boolean wantsItsPayer) {
    var history = new ChargeHistory(till, wantsItsPayer ? ChargeHistory.THREE_D : GOOD_CARD);
    for (var move : moves) history.make(move);
    history.rest();
    history.assertOneTruth();
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Arbitraries.of(Move.class).list().ofMinSize(2).ofMaxSize(14);
  }

  /** The control: a posting whose key says who told it, and not what happened, is found out. */
  @Property(tries = 1)
  void aPostingThatIsMadeTwiceIsFoundOut() {
    var history = new ChargeHistory(till, GOOD_CARD);
    TAKEN.forEach(history::make);
    history.rest();
    history.assertOneTruth();
    till.node.bean(Ledger.class).post(List.of(toldBy(UUID.randomUUID(), history)));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(history::assertOneTruth);
  }

  private static Journal toldBy(UUID worker, ChargeHistory history) {
    var amount = requireNonNull(history.standing().captured());
    return Journal.of(
        "charge captured, as told by " + worker,
        Template.CAPTURED,
        history.request.order(),
        List.of(
            Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
            Account.of(AccountKind.ESCROW, history.request.order(), amount.currency())
                .credit(amount)));
  }
}
