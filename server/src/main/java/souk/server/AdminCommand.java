package souk.server;

import picocli.CommandLine.Command;

/** What only somebody at the machine may do. */
@Command(name = "admin", description = "Administer accounts.", subcommands = GrantCommand.class)
final class AdminCommand {}
