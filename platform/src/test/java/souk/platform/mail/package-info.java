/** Carriers against a server that speaks SMTP. */
@NullMarked
package souk.platform.mail;

import org.jspecify.annotations.NullMarked;
