/** What PostgreSQL says, or the socket says, while the server is stopping, starting or gone. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
])

/** True when a query failed because the database is away for a moment: nothing was wrong with the query, and it may be tried again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  // The socket's file is away while the server is; any other missing file is somebody else's mistake.
  if (code === 'ENOENT') return syscall === 'connect'
  if (typeof code === 'string') return AWAY.has(code)
  // The driver gives these no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/.test(
    error.message,
  )
}
