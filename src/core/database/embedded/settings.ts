import { createHash } from 'node:crypto'
import { totalmem } from 'node:os'
import type { DataFolder } from './data-folder.ts'

export const OWNER_ROLE = 'troth_owner'
export const APP_ROLE = 'troth_app'
export const DATABASE = 'troth'

const MB = 1024 * 1024

/** The server's settings file. Everything a newcomer might want to change is here; nothing here weakens durability. */
export function settingsFile(folder: DataFolder): string {
  return `# Written by Troth at every start: changes made here are lost.
unix_socket_directories = ${quote(folder.socket)}
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = ${sharedBuffersMb(totalmem())}MB
max_wal_size = 1GB
wal_compression = on
jit = off
max_logical_replication_workers = 0
password_encryption = 'scram-sha-256'
timezone = 'UTC'
lc_messages = 'C'

# What people typed must not reach the log: errors quote values, details quote rows, so neither is written.
# The program logs its own errors, scrubbed.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = 'none'
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_timezone = 'UTC'
logging_collector = on
log_directory = ${quote(folder.logs)}
log_filename = 'postgresql-%Y-%m-%d_%H%M%S.log'
log_file_mode = 0600
log_rotation_size = 10MB
log_rotation_age = 1d
`
}

/** The command line. These stand above the settings file and above ALTER SYSTEM, so nothing can switch them off. */
export function commandLine(folder: DataFolder): string[] {
  return [
    '-D',
    folder.pgdata,
    ...[
      // Tells a server that runs with older settings from one that this version would start.
      `troth.settings=${createHash('sha256').update(settingsFile(folder)).digest('hex').slice(0, 16)}`,
      'listen_addresses=',
      'port=5432',
      'fsync=on',
      'synchronous_commit=on',
      'full_page_writes=on',
    ].flatMap((setting) => ['-c', setting]),
  ]
}

/** Who may connect: over the socket, with a password, and nobody for replication. */
export const ACCESS_FILE = `# Written by Troth at every start: changes made here are lost.
local all all scram-sha-256
`

/** A sixteenth of the machine, so that a laptop keeps its memory and a server uses its own. */
export function sharedBuffersMb(memoryBytes: number): number {
  return Math.round(Math.min(512, Math.max(64, memoryBytes / 16 / MB)))
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
