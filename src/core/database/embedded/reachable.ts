import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ServiceUser } from './service-user.ts'

/** The first folder on the way to `path` that the user may not walk through. Access lists beyond mode bits are not read. */
export function firstClosedFolder(path: string, user: ServiceUser): string | undefined {
  if (user.uid === undefined) return undefined
  const folders: string[] = []
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) folders.unshift(folder)
  return folders.find((folder) => {
    const found = statSync(folder, { throwIfNoEntry: false })
    return found !== undefined && found.isDirectory() && !mayWalk(found, user)
  })
}

function mayWalk(folder: { mode: number; uid: number; gid: number }, user: ServiceUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}
