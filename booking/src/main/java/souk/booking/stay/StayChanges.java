package souk.booking.stay;

/**
 * What changes have made of a stay, all together.
 *
 * @param count how many
 * @param refunded of how many payments was told what goes back
 * @param feeMinor what of nights that were given up is kept, in the stay's currency
 * @param returnedMinor what of them goes back, or went
 */
record StayChanges(int count, int refunded, long feeMinor, long returnedMinor) {
  static final StayChanges NONE = new StayChanges(0, 0, 0, 0);

  /** Payments is to be told what of the last one goes back. */
  boolean isRefundDue() {
    return refunded < count;
  }
}
