/** A stateful stand-in for Stripe's HTTP API, run as a process of its own or inside a test. */
@NullMarked
package souk.embedded.stripe;

import org.jspecify.annotations.NullMarked;
