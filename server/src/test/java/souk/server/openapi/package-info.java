@NullMarked
package souk.server.openapi;

import org.jspecify.annotations.NullMarked;
