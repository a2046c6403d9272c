@NullMarked
package souk.server.socket;

import org.jspecify.annotations.NullMarked;
