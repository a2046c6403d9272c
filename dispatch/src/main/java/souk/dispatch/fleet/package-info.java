/** Where the drivers are now: the live index that matching searches, and who feeds it. */
@NullMarked
package souk.dispatch.fleet;

import org.jspecify.annotations.NullMarked;
