import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { StartUpError } from '../../errors.ts'
import type { Binaries } from './binaries.ts'
import { writeDurably } from '../../durable-files.ts'
import { firstClosedFolder } from './reachable.ts'
import type { ServiceUser } from './service-user.ts'

/** Where everything of one instance lies. All paths are absolute. */
export type DataFolder = {
  /** What the operator named: locks and secrets. */
  root: string
  locks: string
  ownerPassword: string
  appPassword: string
  /** What PostgreSQL owns: its cluster, its log, its socket. */
  pgdata: string
  logs: string
  socket: string
  /** The programs to run: the installed ones, or a copy that the service user can reach. */
  binaries: Binaries
}

/** Linux allows 107 bytes and macOS 103; PostgreSQL adds its own file name. */
const LONGEST_SOCKET_PATH = process.platform === 'darwin' ? 103 : 107
const SOCKET_FILE = '.s.PGSQL.5432'
/** Where root keeps PostgreSQL's own files when the data folder lies under a folder that only root may enter. */
const OPEN_HOME = '/var/lib/troth'

/** Opens a data folder, making what is missing; every failure is one sentence. */
export function openDataFolder(path: string, user: ServiceUser, binaries: Binaries): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: user.uid === undefined ? 0o700 : 0o711 })
    const root = realpathSync(resolve(path))
    // The service user walks through to its own folders and can read nothing else here.
    if (statSync(root).uid === process.getuid?.()) chmodSync(root, user.uid === undefined ? 0o700 : 0o711)
    const home = homeOf(root, user)
    const folder = {
      root,
      locks: join(root, 'locks'),
      ownerPassword: join(root, 'owner.password'),
      appPassword: join(root, 'app.password'),
      pgdata: join(home, 'postgres'),
      logs: ownFolder(join(home, 'postgres-log'), user),
      binaries: reachableBinaries(binaries, user),
    }
    mkdirSync(folder.locks, { recursive: true, mode: 0o700 })
    return { ...folder, socket: socketFolder(root, home, user) }
  } catch (error) {
    throw explain(error, path)
  }
}

/** The paths of a data folder that exists, without changing anything; undefined when nothing was ever started there. */
export function findDataFolder(path: string, binaries: Binaries): DataFolder | undefined {
  if (!existsSync(join(path, 'locks'))) return undefined
  const root = realpathSync(resolve(path))
  const home = recorded(join(root, 'postgres-home')) ?? root
  return {
    root,
    locks: join(root, 'locks'),
    ownerPassword: join(root, 'owner.password'),
    appPassword: join(root, 'app.password'),
    pgdata: join(home, 'postgres'),
    logs: join(home, 'postgres-log'),
    socket: recorded(join(root, 'socket-folder')) ?? join(home, 'run'),
    binaries,
  }
}

/** A folder that PostgreSQL owns and nobody else may enter. */
export function ownFolder(path: string, user: ServiceUser): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  own(path, user)
  return path
}

/** Gives one file or folder to the service user. */
export function own(path: string, user: ServiceUser): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid)
}

/** Gives a whole cluster to the service user, when it was copied here by another: PostgreSQL opens only what is its own. */
export function ownTree(path: string, user: ServiceUser): void {
  const { uid, gid } = user
  if (uid === undefined || gid === undefined || statSync(path).uid === uid) return
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) lchownSync(join(path, entry), uid, gid)
  chmodSync(path, 0o700)
  chownSync(path, uid, gid)
}

function homeOf(root: string, user: ServiceUser): string {
  const record = join(root, 'postgres-home')
  const known = recorded(record)
  if (known) {
    if (existsSync(known)) return known
    throw new StartUpError(
      `${record} says that PostgreSQL's files are in ${known}, which is not there: put that folder back, or restore a backup into a new data folder.`,
    )
  }
  if (firstClosedFolder(root, user) === undefined || existsSync(join(root, 'postgres'))) {
    const closed = firstClosedFolder(root, user)
    if (closed === undefined) return root
    throw new StartUpError(
      `PostgreSQL runs as the user "${user.name}", which may not enter ${closed}: run "chmod o+x ${closed}", or move the data folder ${root} and set TROTH_DATA_DIR.`,
    )
  }
  mkdirSync(OPEN_HOME, { recursive: true, mode: 0o711 })
  const home = join(OPEN_HOME, randomBytes(6).toString('hex'))
  mkdirSync(home, { mode: 0o711 })
  writeDurably(record, `${home}\n`)
  return home
}

function reachableBinaries(binaries: Binaries, user: ServiceUser): Binaries {
  if (firstClosedFolder(binaries.folder, user) === undefined) return binaries
  const copy = join(OPEN_HOME, `postgresql-${binaries.version}`)
  if (!existsSync(copy)) {
    mkdirSync(OPEN_HOME, { recursive: true, mode: 0o711 })
    const unfinished = mkdtempSync(join(OPEN_HOME, 'copying-'))
    cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true })
    chmodSync(unfinished, 0o755)
    try {
      renameSync(unfinished, copy)
    } catch (error) {
      // Another instance finished the same copy first.
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return { ...binaries, folder: copy, postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') }
}

function socketFolder(root: string, home: string, user: ServiceUser): string {
  const near = join(home, 'run')
  if (fits(near)) return ownFolder(near, user)
  const record = join(root, 'socket-folder')
  const known = recorded(record)
  if (known && isOurs(known, user)) return known
  const short = mkdtempSync(join(fits(join(tmpdir(), 'troth-xxxxxx')) ? tmpdir() : '/tmp', 'troth-'))
  own(short, user)
  writeDurably(record, `${short}\n`)
  return short
}

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, SOCKET_FILE)) <= LONGEST_SOCKET_PATH

/** A folder in a shared place is used again only when nobody else can have put something there. */
function isOurs(folder: string, user: ServiceUser): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  return (
    found !== undefined &&
    found.isDirectory() &&
    found.uid === (user.uid ?? process.getuid?.()) &&
    (found.mode & 0o077) === 0
  )
}

function recorded(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
}

const REASONS: Record<string, string> = {
  EACCES: 'this user may not use it: change its owner or set TROTH_DATA_DIR to a folder of your own',
  EPERM: 'this user may not change it: change its owner or set TROTH_DATA_DIR to a folder of your own',
  EROFS: 'it is on a read-only disk: set TROTH_DATA_DIR to a folder that can be written',
  ENOSPC: 'the disk is full: make room, or set TROTH_DATA_DIR to a folder on another disk',
  ENOTDIR: 'part of its path is a file: set TROTH_DATA_DIR to a folder',
  EEXIST: 'a file has its name: set TROTH_DATA_DIR to a folder',
}

function explain(error: unknown, path: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? '']
  return reason && !(error instanceof StartUpError)
    ? new StartUpError(`The data folder ${resolve(path)} cannot be used because ${reason}.`)
    : error
}
