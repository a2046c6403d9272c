/** Exact money: minor units with their currency. */
@NullMarked
package souk.platform.money;

import org.jspecify.annotations.NullMarked;
