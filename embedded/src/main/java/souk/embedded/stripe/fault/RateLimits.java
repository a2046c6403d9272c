package souk.embedded.stripe.fault;

/**
 * How many requests Stripe serves in a second, to each account and of each operation; 0 is no
 * limit.
 */
public record RateLimits(int perSecond, int perEndpoint) {
  /** As many as come. */
  public static final RateLimits NONE = new RateLimits(0, 0);

  /** Stripe's word when an account asked for too much. */
  static final String OF_ACCOUNT = "global-rate";

  /** Stripe's word when too much was asked of one endpoint. */
  static final String OF_ENDPOINT = "endpoint-rate";

  public RateLimits {
    if (perSecond < 0 || perEndpoint < 0) throw new IllegalArgumentException("a limit is not < 0");
  }
}
