package souk.payments.payee;

import java.util.UUID;

/**
 * Somebody or something that earns: a driver, a restaurant, a hotel.
 *
 * @param id a driver's is the person's, as that of a merchant who earns himself; that of others is
 *     their own; no two kinds share one, and shares of orders name it
 */
public record Earner(Payee.Kind kind, UUID id) {}
