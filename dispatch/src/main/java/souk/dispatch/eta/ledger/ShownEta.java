package souk.dispatch.eta.ledger;

import java.util.UUID;
import souk.dispatch.eta.Estimate;

/**
 * A time that the rider of a trip sees of its driver for the first time on this leg.
 *
 * @param kind {@link EtaKind#ASSIGNMENT} or {@link EtaKind#BOARDING}
 */
public record ShownEta(EtaKind kind, UUID trip, UUID driver, Estimate estimate) {}
