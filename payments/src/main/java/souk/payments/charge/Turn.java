package souk.payments.charge;

/** What an event does to a charge. */
sealed interface Turn {
  /** Nothing. */
  record Kept() implements Turn {}

  /** It moves, while no operation has come to its end. */
  record Moved(Charge next) implements Turn {}

  /** The provider's answer is definitive: whatever is asked next is asked under a new key. */
  record Concluded(Charge next) implements Turn {}
}
