/** Access tokens: ours are issued and published here, and those of every known issuer validated. */
@NullMarked
package souk.platform.identity.token;

import org.jspecify.annotations.NullMarked;
