/** Where a request comes from, as far as its headers can be believed. */
@NullMarked
package souk.platform.http;

import org.jspecify.annotations.NullMarked;
