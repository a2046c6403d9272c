/** What operators did, to what and why: written with the effect, and never rewritten. */
@NullMarked
package souk.platform.action;

import org.jspecify.annotations.NullMarked;
