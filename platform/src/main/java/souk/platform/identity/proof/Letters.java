package souk.platform.identity.proof;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * Asks for letters. Whether anybody has an account with the address is looked up when the letter is
 * sent, so that asking takes the same time for every address.
 */
@Singleton
public final class Letters {
  static final String BELL = "letters";

  private final LetterRows rows;
  private final Transactions transactions;
  private final Bell bell;

  Letters(LetterRows rows, Transactions transactions, Bell bell) {
    this.rows = rows;
    this.transactions = transactions;
    this.bell = bell;
  }

  /** Has a letter with a token for this purpose sent, once the present transaction commits. */
  public void request(Purpose purpose, String email) {
    rows.add(UuidCreator.getTimeOrderedEpoch(), purpose.name(), email);
    transactions.afterCommit(() -> bell.ring(BELL));
  }
}
