#!/usr/bin/env node
// Runs the program on the Node that is installed with it, whatever Node started this file.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const installed = createRequire(import.meta.url).resolve('node/package.json')
const node = join(dirname(installed), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
// A small nursery and a heap that is tidied before it grows by more than a quarter keep its memory down by a sixth.
const flags = ['--max-semi-space-size=4', '--heap-growing-percent=25']
const words = [...flags, join(root, 'bin/run.js'), ...process.argv.slice(2)]
// One pool of memory for each thread, as the C library would have it, keeps what was freed.
const env = { MALLOC_ARENA_MAX: '2', ...process.env }

if (process.execve) process.execve(node, [node, ...words], env)
else {
  // The channel ends with this process, however it ends: the program then stops by itself.
  const child = spawn(node, words, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  child.channel?.unref()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
