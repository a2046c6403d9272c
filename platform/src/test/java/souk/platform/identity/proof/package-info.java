/** Letters and what they prove. */
@NullMarked
package souk.platform.identity.proof;

import org.jspecify.annotations.NullMarked;
