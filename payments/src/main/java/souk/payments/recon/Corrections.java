package souk.payments.recon;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Journals;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * The two ways in which a case corrects the ledger: through suspense, or by taking back what a case
 * has posted.
 */
@Singleton
final class Corrections {
  private static final String CASE = "case";

  private final Ledger ledger;
  private final Journals journals;

  Corrections(Ledger ledger, Journals journals) {
    this.ledger = ledger;
    this.journals = journals;
  }

  /**
   * What would hold the present difference in suspense.
   *
   * @throws Problem 422 {@code movement_unreadable} for what has no amount
   */
  Journal suspended(CaseRow about) {
    if (about.kind().equals(Matching.UNREADABLE)) {
      throw Problem.refused(
          "movement_unreadable", "Nobody can post what cannot be read; explain it instead.");
    }
    var difference = about.differenceNow();
    var size = about.sizeNow();
    var held = Account.of(held(about), size.currency());
    var suspense = Account.of(AccountKind.SUSPENSE, size.currency());
    var legs =
        difference.isNegative()
            ? List.of(suspense.debit(size), held.credit(size))
            : List.of(held.debit(size), suspense.credit(size));
    var key = "case %s corrected at version %d".formatted(about.id(), about.version());
    return new Journal(key, Template.SUSPENDED, null, legs, new TreeMap<>(), null)
        .knownAs(about.reference())
        .with(CASE, about.id());
  }

  /** A payment is held as pending until settlement has posted it as available. */
  private static AccountKind held(CaseRow about) {
    return about.kind().equals("PAYMENT") ? AccountKind.PSP_PENDING : AccountKind.PSP_AVAILABLE;
  }

  /**
   * What would take that journal back.
   *
   * @throws Problem 422 {@code journal_unknown}, {@code journal_of_another}, {@code
   *     journal_of_a_process}
   */
  Journal reversal(CaseRow about, String key) {
    var wrong =
        journals
            .find(key)
            .orElseThrow(() -> Problem.refused("journal_unknown", "There is no such journal."));
    if (!about.reference().equals(wrong.facts().get(Journal.PROVIDER_ID))) {
      throw Problem.refused("journal_of_another", "That journal is not about this case.");
    }
    // a capture's, a refund's, a payout's journal is what its row says: the two would part for ever
    if (!wrong.facts().containsKey(CASE)) {
      throw Problem.refused(
          "journal_of_a_process",
          "Only what a case has posted can be taken back; correct the difference instead.");
    }
    return wrong.reversal("case " + about.id()).knownAs(about.reference()).with(CASE, about.id());
  }

  /** The largest of its legs. */
  static Money size(Journal journal) {
    return journal.legs().stream()
        .map(Leg::amount)
        .max(Comparator.comparingLong(Money::minor))
        .orElseThrow();
  }

  /**
   * Posts it, in the present transaction. What the ledger refuses undoes that, so it is no answer
   * of a use case: {@link #orRefused} makes it one.
   */
  void post(Journal journal) {
    if (ledger.post(List.of(journal)) == 0) throw reversedBefore();
  }

  /**
   * @throws Problem 409 {@code already_reversed}, {@code money_moved_on} where a reversal would
   *     take what its account has no more
   */
  static <T> T orRefused(Supplier<T> posting) {
    try {
      return posting.get();
    } catch (Ledger.ToldOtherwise byAnotherCase) {
      throw reversedBefore();
    } catch (Ledger.Overdrawn refused) {
      throw Problem.conflict("money_moved_on", "What that journal gave is not there any more.");
    }
  }

  private static Problem reversedBefore() {
    return Problem.conflict("already_reversed", "That journal has been taken back already.");
  }
}
