package souk.payments.vault;

/** What a number is opened for. */
public enum OpeningPurpose {
  /** To ask a provider for money. */
  AUTHORIZE,
  /** To make its fingerprint under a new key. */
  FINGERPRINT
}
