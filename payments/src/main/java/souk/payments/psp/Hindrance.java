package souk.payments.psp;

/** Why the provider could not be asked, or did nothing; the same request may be made again. */
public enum Hindrance {
  /** No connection; the request never left. */
  UNREACHABLE,
  /** A question that changes nothing was not answered. */
  UNANSWERED,
  /** The provider asks for fewer requests, or has the object locked. */
  TOO_MANY_REQUESTS,
  /** The same request is being executed at this moment. */
  KEY_IN_USE,
  /** Our own credentials were refused. */
  CREDENTIALS_REFUSED,
  /**
   * A question that changes nothing was refused: ours is wrong, or the provider's rules are new.
   */
  QUESTION_REFUSED,
  /** There are more candidates than one search may look at. */
  TOO_MANY_CANDIDATES,
  /** The provider has failed too often; it is left alone for a while. */
  BREAKER_OPEN,
  /** Too many calls of ours are waiting for it already. */
  BULKHEAD_FULL;

  /** Whether it says that the provider is in trouble. */
  boolean isFailure() {
    return switch (this) {
      case UNREACHABLE, UNANSWERED -> true;
      case TOO_MANY_REQUESTS,
          KEY_IN_USE,
          CREDENTIALS_REFUSED,
          QUESTION_REFUSED,
          TOO_MANY_CANDIDATES,
          BREAKER_OPEN,
          BULKHEAD_FULL ->
          false;
    };
  }
}
