/**
 * Whether a payment is asked for at all: rules over what cards, accounts, devices and addresses
 * did.
 */
@NullMarked
package souk.payments.risk;

import org.jspecify.annotations.NullMarked;
