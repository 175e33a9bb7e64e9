import type { ClientConfig } from 'pg'
import { loadKeyFile } from '../../encryption/key-file/index.ts'
import { backup, restore, restoreToDataFolder, verifyBackup } from './index.ts'

// A program of its own, so that the tests can kill a backup or a restore in the middle.

type Task = { owner: ClientConfig; file: string; key: string; dataDir: string; migrations: string[] }

const [what = '', json = '{}'] = process.argv.slice(2)
const { owner, file, key, dataDir, migrations } = JSON.parse(json) as Task
const keyFile = loadKeyFile(key)
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

const tasks: Record<string, () => Promise<unknown>> = {
  backup: () => backup({ owner, keyFile, to: file, migrations, onTable: ({ name }) => say({ event: name }) }),
  restore: () => restore({ from: file, keyFile, owner, migrations }),
  folder: () => restoreToDataFolder({ from: file, keyFile, dataDir, migrations }),
  verify: () => verifyBackup({ from: file, keyFile, migrations, under: dataDir }),
}

say({ event: 'began' })
await tasks[what]?.()
say({ event: 'done', rss: process.resourceUsage().maxRSS })
