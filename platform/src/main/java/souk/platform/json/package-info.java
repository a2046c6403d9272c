/** How values of the platform look in JSON. */
@NullMarked
package souk.platform.json;

import org.jspecify.annotations.NullMarked;
