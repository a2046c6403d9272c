/** Tests of the log of what operators did. */
@NullMarked
package souk.platform.action;

import org.jspecify.annotations.NullMarked;
