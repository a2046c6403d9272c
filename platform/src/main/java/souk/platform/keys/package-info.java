/** Secrets of this installation: given by configuration, or made once where all may be lost. */
@NullMarked
package souk.platform.keys;

import org.jspecify.annotations.NullMarked;
