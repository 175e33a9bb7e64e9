import { spawn } from 'node:child_process'

/**
 * Removes a throwaway server when this process ends, in any way: a small shell waits for the end of its input, which
 * comes even after kill -9. Returns a function that calls it off.
 */
export function stopAtExit(folder: string): () => void {
  const script =
    'read -r said; [ "$said" = done ] && exit 0; p=$(head -n 1 "$1/d/postgres/postmaster.pid" 2>/dev/null); [ -n "$p" ] && kill -QUIT "$p" && sleep 1; rm -rf "$1"'
  const keeper = spawn('/bin/sh', ['-c', script, 'sh', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  keeper.unref()
  const input = keeper.stdin as typeof keeper.stdin & { unref?: () => void }
  input.unref?.()
  return () => {
    input.end('done\n')
  }
}
