/** Sessions over HTTP, and against each other. */
@NullMarked
package souk.platform.identity.session;

import org.jspecify.annotations.NullMarked;
