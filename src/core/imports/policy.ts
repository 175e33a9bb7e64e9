import { policy } from '../policy/policy.ts'

export const seeImports = policy({
  name: 'core.import.list',
  why: 'Those who run the service see which files were brought in, and which rows need to be put right.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})

export const runImport = policy({
  name: 'core.import.run',
  why: 'An administrator brings in the records of another system, at the command line.',
  roles: ['administrator', 'system'],
  purposes: ['administration'],
})
