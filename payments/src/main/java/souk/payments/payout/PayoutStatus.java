package souk.payments.payout;

/** Where a payout stands. */
public enum PayoutStatus {
  /** Taken from what the payee has earned; waits for its batch. */
  PENDING,
  /** In a batch; its transfer to the payee's account at the provider is next, or under way. */
  BATCHED,
  /** On the payee's account at the provider; the way to his bank is next, or under way. */
  SUBMITTED,
  /** The provider has sent it to his bank. */
  ACCEPTED,
  /** Arrived, as far as the provider knows. */
  SETTLED,
  /** Stopped by us before it left; goes back to what he has earned. */
  REVERSED,
  /** Sent back by his bank; goes back to what he has earned. */
  RETURNED,
  /** Could not be sent; goes back to what he has earned. */
  FAILED
}
