package souk.dispatch.eta.ledger;

/** Which time was promised to whom. */
public enum EtaKind {
  /** To a rider who asked for the trip: how long the journey takes, from boarding to the end. */
  QUOTE,
  /** To the driver who accepted, in the offer: how long he needs to the pick-up. */
  OFFER,
  /** To the rider, first of all once a driver had accepted: how long until he is there. */
  ASSIGNMENT,
  /** To the rider, first of all once he was on board: how long until the end. */
  BOARDING
}
