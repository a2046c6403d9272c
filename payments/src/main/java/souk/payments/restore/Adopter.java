package souk.payments.restore;

/** Takes over of one kind of objects what the provider has and the restored rows have not. */
public interface Adopter {
  /** Payments come before what was given back of them; both before what was sent to payees. */
  enum Rank {
    PAYMENTS,
    REFUNDS,
    TRANSFERS
  }

  Rank rank();

  /** May be repeated; does nothing twice. Must not be called in a transaction. */
  void adopt(Adoption adoption);
}
