package souk.payments.risk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/** What a rule asks, and from where on it speaks. */
sealed interface RuleTerms {
  /** What is counted. */
  enum Measure {
    /** Payments that were asked for, this one with them. */
    ATTEMPTS,
    /** The same, of small amounts: what thieves try cards with. */
    SMALL_ATTEMPTS,
    /** Payments that issuers refused. */
    DECLINES,
    /** Different cards, this one with them. */
    CARDS
  }

  /** Whose payments are counted. */
  enum Subject {
    CARD("card"),
    ACCOUNT("payer_id"),
    DEVICE("device"),
    ADDRESS("network");

    final String column;

    Subject(String column) {
      this.column = column;
    }
  }

  /** What the country of a card is compared with. */
  enum Against {
    /** Where the request came from, if a proxy of ours says so. */
    ADDRESS,
    /** The country of the first card that the account had. */
    ACCOUNT
  }

  /**
   * Speaks when more than {@code most} are counted within the window before the payment.
   *
   * @param upTo what is small; only with {@link Measure#SMALL_ATTEMPTS}, and only in its currency
   */
  record Velocity(Measure measure, Subject by, Duration window, long most, @Nullable Money upTo)
      implements RuleTerms {}

  /** Speaks when the card is of another country. */
  record CountryMismatch(Against against) implements RuleTerms {}

  /**
   * Speaks for more than {@code above}, in its currency, when no payment of the account was taken
   * at least {@code age} ago.
   */
  record NewAccount(Duration age, Money above) implements RuleTerms {}
}
