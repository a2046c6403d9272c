package souk.payments.payout;

/** Where a payout stands. */
public enum PayoutStatus {
  /** Taken from what the payee has earned; waits for its batch. */
  PENDING("Nothing to do for you: it goes into the next batch, which is made in a moment."),
  /** In a batch; its transfer to the payee's account at the provider is next, or under way. */
  BATCHED(
      "Nothing to do for you: it is in a batch, and is moved to your account at the payment provider next."),
  /** On the payee's account at the provider; the way to his bank is next, or under way. */
  SUBMITTED(
      "Nothing to do for you: it is on your account at the payment provider, and is sent to your bank next."),
  /** The provider has sent it to his bank. */
  ACCEPTED(
      "Nothing to do for you: it is on its way, and expected_at says when your bank should have it; if it is not there two days later, ask our support."),
  /** Arrived, as far as the provider knows. */
  SETTLED(
      "Nothing to do for you: it is at your bank; if you do not see it there within two days, ask your bank, then our support."),
  /** Stopped by us before it left; goes back to what he has earned. */
  REVERSED(
      "Nothing to do for you: we have stopped it, and the money goes out again with the next batch."),
  /** Sent back by his bank; goes back to what he has earned. */
  RETURNED("Your bank has sent it back: see how you are paid, and name another bank account."),
  /** Could not be sent; goes back to what he has earned. */
  FAILED("It could not be sent: see how you are paid, and what is missing there.");

  private final String advice;

  PayoutStatus(String advice) {
    this.advice = advice;
  }

  /** What happens next, and what its payee can do about it, where nothing more exact is known. */
  String advice() {
    return advice;
  }
}
