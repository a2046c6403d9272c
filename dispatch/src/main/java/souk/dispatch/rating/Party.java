package souk.dispatch.rating;

/** The two who meet on a trip. */
public enum Party {
  RIDER,
  DRIVER;

  /** Whom this one meets. */
  public Party other() {
    return switch (this) {
      case RIDER -> DRIVER;
      case DRIVER -> RIDER;
    };
  }
}
