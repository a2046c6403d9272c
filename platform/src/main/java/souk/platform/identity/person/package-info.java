/** Persons of all issuers, their roles, and since when their tokens hold. */
@NullMarked
package souk.platform.identity.person;

import org.jspecify.annotations.NullMarked;
