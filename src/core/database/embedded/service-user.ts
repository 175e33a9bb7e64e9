import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { StartUpError } from '../../errors.ts'

/** Whom PostgreSQL runs as. Without ids it runs as whoever runs Troth. */
export type ServiceUser = { name: string; uid?: number; gid?: number }

const NAME = 'postgres'

/** PostgreSQL refuses to run as root: as root it gets a user of its own, made when missing. */
export function serviceUser(): ServiceUser {
  if (process.getuid?.() !== 0) return { name: 'the current user' }
  const known = lookUp(NAME) ?? create()
  if (known) return known
  throw new StartUpError(
    `PostgreSQL does not run as root and the user "${NAME}" could not be made: run "useradd --system ${NAME}", start Troth as another user, or set DATABASE_URL.`,
  )
}

function create(): ServiceUser | undefined {
  spawnSync('groupadd', ['--system', NAME])
  spawnSync('useradd', ['--system', '--gid', NAME, '--no-create-home', '--shell', '/usr/sbin/nologin', NAME])
  return lookUp(NAME)
}

function lookUp(name: string): ServiceUser | undefined {
  return (
    fromPasswd(safeRead('/etc/passwd'), name) ??
    fromPasswd(spawnSync('getent', ['passwd', name], { encoding: 'utf8' }).stdout ?? '', name)
  )
}

/** Finds a user in the text of a passwd file. */
export function fromPasswd(text: string, name: string): ServiceUser | undefined {
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name)
  const uid = Number(fields?.[2])
  const gid = Number(fields?.[3])
  return fields && Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) ? { name, uid, gid } : undefined
}

function safeRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
