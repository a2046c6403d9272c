/** Connections, transactions, migrations and leases of the one database that decides. */
@NullMarked
package souk.platform.postgres;

import org.jspecify.annotations.NullMarked;
