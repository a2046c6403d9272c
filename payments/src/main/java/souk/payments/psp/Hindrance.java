package souk.payments.psp;

/** Why the provider could not be asked, or did nothing; the same request may be made again. */
public enum Hindrance {
  /** No connection; the request never left. */
  UNREACHABLE,
  /** A question that changes nothing was not answered. */
  UNANSWERED,
  /** The answer is there and cannot be read: asked again at once it will be the same. */
  UNREADABLE,
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
  BULKHEAD_FULL,
  /** So much is being asked once more already that this has to wait. */
  RETRIES_SPENT;

  /**
   * Whether the provider was there and cannot say, however often it is asked: what it would know
   * has to come from somebody else. Of all others it has not been heard.
   */
  public boolean isNoSaying() {
    return switch (this) {
      case UNREADABLE, QUESTION_REFUSED, TOO_MANY_CANDIDATES -> true;
      case UNREACHABLE,
          UNANSWERED,
          TOO_MANY_REQUESTS,
          KEY_IN_USE,
          CREDENTIALS_REFUSED,
          BREAKER_OPEN,
          BULKHEAD_FULL,
          RETRIES_SPENT ->
          false;
    };
  }

  /** Whether it says that the provider is in trouble. */
  boolean isFailure() {
    return switch (this) {
      case UNREACHABLE, UNANSWERED -> true;
      case UNREADABLE,
          TOO_MANY_REQUESTS,
          KEY_IN_USE,
          CREDENTIALS_REFUSED,
          QUESTION_REFUSED,
          TOO_MANY_CANDIDATES,
          BREAKER_OPEN,
          BULKHEAD_FULL,
          RETRIES_SPENT ->
          false;
    };
  }
}
