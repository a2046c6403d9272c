package souk.server;

import picocli.CommandLine.Command;

/** What only somebody at the machine may do. */
@Command(
    name = "admin",
    description = "Administer accounts, and check the books.",
    subcommands = {GrantCommand.class, CheckLedgerCommand.class})
final class AdminCommand {}
