@NullMarked
package souk.server.audit;

import org.jspecify.annotations.NullMarked;
