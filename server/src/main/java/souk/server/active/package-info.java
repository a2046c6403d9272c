/** What a person has going on, for an app that restarts or a phone that reconnects. */
@NullMarked
package souk.server.active;

import org.jspecify.annotations.NullMarked;
