/** Child processes that end with the process that started them, however it ends. */
@NullMarked
package souk.embedded.process;

import org.jspecify.annotations.NullMarked;
