import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { findDataFolder } from './data-folder.ts'
import { wasAbandoned } from './instance-lock.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import { startEmbedded, type EmbeddedServer } from './start.ts'

const PREFIX = 'troth-temporary-'

/** Starts a server of its own that is gone, rows and all, when it is stopped or when this process ends in any way. */
export async function startTemporary({
  under = tmpdir(),
  purpose,
}: {
  under?: string
  purpose: string
}): Promise<EmbeddedServer> {
  await removeAbandoned(under)
  const outer = mkdtempSync(join(under, PREFIX))
  // As root, PostgreSQL runs as another user and walks through this folder to its own.
  chmodSync(outer, 0o711)
  const dataDir = join(outer, 'd')
  try {
    const server = await startEmbedded({ dataDir, purpose })
    const forget = removeAtExit(outer, dataDir)
    return {
      ...server,
      async stop() {
        await server.stop()
        await removeDataFolder(dataDir)
        rmSync(outer, { recursive: true, force: true })
        forget()
      },
    }
  } catch (error) {
    await removeDataFolder(dataDir)
    rmSync(outer, { recursive: true, force: true })
    throw error
  }
}

/** What a power cut left: nobody's server any more, but still somebody's rows. */
async function removeAbandoned(under: string): Promise<void> {
  for (const name of readdirSync(under).filter((name) => name.startsWith(PREFIX))) {
    const dataDir = join(under, name, 'd')
    if (!existsSync(join(dataDir, 'locks')) || statSync(dataDir).uid !== process.getuid?.()) continue
    if (!(await wasAbandoned(join(dataDir, 'locks')))) continue
    await removeDataFolder(dataDir)
    rmSync(join(under, name), { recursive: true, force: true })
  }
}

/** Stops what runs in a data folder and removes it, with what it keeps elsewhere. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  const folder = findDataFolder(dataDir, findBinaries())
  const pid = folder && findPostmaster(folder)
  if (folder && pid !== undefined) await stopPostmaster(folder, pid)
  for (const path of [...elsewhere(dataDir), dataDir]) rmSync(path, { recursive: true, force: true })
}

/** Folders of a data folder that lie outside it: a short one for the socket, a reachable one for PostgreSQL's files. */
function elsewhere(dataDir: string): string[] {
  const folder = existsSync(dataDir) ? findDataFolder(dataDir, findBinaries()) : undefined
  return folder
    ? [dirname(folder.pgdata), folder.socket].filter((path) => !`${path}/`.startsWith(`${folder.root}/`))
    : []
}

/** A small shell waits for the end of its input, which comes even after kill -9 of this process. Returns a function that calls it off. */
function removeAtExit(outer: string, dataDir: string): () => void {
  const folder = findDataFolder(dataDir, findBinaries())
  const script = `read -r said; [ "$said" = done ] && exit 0
    p=$(head -n 1 "$1/postmaster.pid" 2>/dev/null); shift; [ -n "$p" ] && kill -QUIT "$p" && sleep 1; rm -rf "$@"`
  const paths = [folder?.pgdata ?? outer, outer, ...elsewhere(dataDir)]
  const keeper = spawn('/bin/sh', ['-c', script, 'sh', ...paths], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keeper.unref()
  // A pipe to a child is a socket, which would otherwise keep this process alive; its type does not say so.
  ;(keeper.stdin as typeof keeper.stdin & { unref?: () => void }).unref?.()
  return () => void keeper.stdin.end('done\n')
}
