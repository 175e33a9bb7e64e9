import { pino, type Logger } from 'pino'

/**
 * The one log. It carries identifiers of requests and jobs, never of patients, and never an error's message or a request's
 * URL: both can quote what someone typed.
 */
export function makeLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  })
}
