import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { StartUpError } from '../errors.ts'

/** Every address of this machine, in both families where the machine has both. */
const EVERYWHERE = ['::', '0.0.0.0'] as const

/** Says at once that a port is taken, before anything else is started. Throws StartUpError. */
export async function refuseTakenPort(port: number, variable: string): Promise<void> {
  const server = createServer()
  await onAnyAddress(
    (host) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen({ port, host, exclusive: true }, () => resolve())
      }),
  ).catch((cause: unknown) => {
    throw portError(cause, port, variable)
  })
  await new Promise((resolve) => server.close(resolve))
}

/** Opens the web side to the world. Throws StartUpError when the port cannot be had. */
export async function listen(server: FastifyInstance, port: number): Promise<void> {
  await onAnyAddress((host) => server.listen({ port, host })).catch((cause: unknown) => {
    throw portError(cause, port, 'PORT')
  })
}

/** A machine without IPv6 has no `::`. */
async function onAnyAddress(take: (host: string) => Promise<unknown>): Promise<void> {
  try {
    await take(EVERYWHERE[0])
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes((error as { code?: string }).code ?? '')) throw error
    await take(EVERYWHERE[1])
  }
}

/** What a refused port means for the one who starts the program. */
export function portError(cause: unknown, port: number, variable: string): unknown {
  const code = (cause as { code?: string }).code
  if (code === 'EADDRINUSE')
    return new StartUpError(
      `Port ${port} is already in use: stop the program that uses it, or set ${variable} to another number.`,
      { cause },
    )
  if (code === 'EACCES')
    return new StartUpError(`Port ${port} may not be used by this user: set ${variable} to a number above 1023.`, {
      cause,
    })
  return cause
}
