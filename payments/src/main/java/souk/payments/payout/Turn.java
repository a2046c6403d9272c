package souk.payments.payout;

/** What an event does to a payout. */
sealed interface Turn {
  /** Nothing. */
  record Kept() implements Turn {}

  /** It moves, while no request has come to its end. */
  record Moved(Payout next) implements Turn {}

  /** The provider's answer is definitive: whatever is asked next is asked under a new key. */
  record Concluded(Payout next) implements Turn {}

  /** It stays where it is, and nothing else may be asked until the missing answer is known. */
  record Lost() implements Turn {}
}
