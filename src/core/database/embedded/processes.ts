import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** True while a process with this id runs; a zombie does not run. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: somebody else's process, but alive.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return linuxStat(pid)?.state !== 'Z'
}

/** When a process began, in the words of its operating system; two processes that share an id over time differ in it. */
export function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStat(pid)?.start
  const told = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
  })
  return told.status === 0 ? told.stdout.trim() : undefined
}

/** Where process ids have their meaning: this boot of this machine, in this container. */
export function placeOfProcesses(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    const told = spawnSync('sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' })
    return `${hostname()} ${told.status === 0 ? told.stdout.trim() : 'unknown'}`
  }
}

/** True when the process is a PostgreSQL that runs on this data folder (a postmaster works inside its folder). */
export function runsPostgresOn(pid: number, pgdata: string): boolean {
  if (!isRunning(pid)) return false
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === pgdata
    } catch {
      return false
    }
  }
  const told = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin' },
  })
  return told.status === 0 && told.stdout.includes(pgdata)
}

function linuxStat(pid: number): { state: string; start: string } | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The program's name stands in brackets and may hold spaces and brackets itself.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', start: fields[19] ?? '' }
  } catch {
    return undefined
  }
}
