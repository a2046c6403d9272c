package souk.dispatch.eta.ledger;

/**
 * A promise and what came of it.
 *
 * @param errorSeconds how much longer it took; negative when it was sooner
 */
record ClosedEta(EtaKind kind, String product, int errorSeconds) {}
