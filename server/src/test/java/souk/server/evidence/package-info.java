/** Tests of what an issuer is shown of a disputed order. */
@NullMarked
package souk.server.evidence;

import org.jspecify.annotations.NullMarked;
