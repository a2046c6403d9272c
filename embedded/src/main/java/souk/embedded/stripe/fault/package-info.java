/** Latency and the ways in which an answer goes wrong, drawn from a seed. */
@NullMarked
package souk.embedded.stripe.fault;

import org.jspecify.annotations.NullMarked;
