/** The WireMock server in front of the twin. */
@NullMarked
package souk.embedded.stripe.http;

import org.jspecify.annotations.NullMarked;
