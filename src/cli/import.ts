import { Command } from 'commander'
import { importCaseloadCommand } from './import-caseload.ts'
import { importDmdCommand } from './import-dmd.ts'
import { importPatientsCommand } from './import-patients.ts'

export const importCommand = new Command('import')
  .description('Bring in records of another system, or a release of the NHS dictionary of medicines and devices.')
  .addCommand(importPatientsCommand)
  .addCommand(importCaseloadCommand)
  .addCommand(importDmdCommand)
