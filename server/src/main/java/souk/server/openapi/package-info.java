/** The API's description: what the modules' controllers say of themselves, as one document. */
@NullMarked
package souk.server.openapi;

import org.jspecify.annotations.NullMarked;
