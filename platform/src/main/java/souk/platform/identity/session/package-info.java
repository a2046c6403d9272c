/** Sessions: signing in, refreshing with rotated tokens, and signing out everywhere. */
@NullMarked
package souk.platform.identity.session;

import org.jspecify.annotations.NullMarked;
