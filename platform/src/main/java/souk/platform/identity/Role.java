package souk.platform.identity;

/** What a person may do. One person can have several roles. */
public enum Role {
  /** Buys rides, meals and stays. */
  CUSTOMER,
  /** Drives or delivers. */
  DRIVER,
  /** Runs a restaurant. */
  MERCHANT,
  /** Runs a hotel. */
  HOST,
  /** Operates the marketplace. */
  OPS,
  /** A program of the operator's. */
  SERVICE;

  /** The names for {@code @Secured}, which takes constants only. */
  public static final class Names {
    public static final String CUSTOMER = "CUSTOMER";
    public static final String DRIVER = "DRIVER";
    public static final String MERCHANT = "MERCHANT";
    public static final String HOST = "HOST";
    public static final String OPS = "OPS";
    public static final String SERVICE = "SERVICE";

    private Names() {}
  }
}
