package souk.payments.risk;

import org.jspecify.annotations.Nullable;

/**
 * Where and on what a payer was when he last booked or paid; null for what is not known.
 *
 * @param device as his app names itself
 * @param network the address, or its subscriber's part
 * @param country of the address, as a proxy of ours says
 */
record Signals(@Nullable String device, @Nullable String network, @Nullable String country) {}
