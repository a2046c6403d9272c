@NullMarked
package souk.platform.keys;

import org.jspecify.annotations.NullMarked;
