import { Command } from 'commander'
import { backupCommand, verifyBackupCommand } from './backup.ts'
import { closeTenantCommand } from './close-tenant.ts'
import { createAdminCommand } from './create-admin.ts'
import { createUserCommand } from './create-user.ts'
import { deleteTenantCommand } from './delete-tenant.ts'
import { exportTenantCommand, verifyExportCommand } from './export-tenant.ts'
import { importCommand } from './import.ts'
import { inOneSentence } from './in-one-sentence.ts'
import { createKeyCommand, restoreKeyCommand, rotateKeyCommand, splitKeyCommand } from './key.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { seedCommand } from './seed.ts'
import { noticeCommand } from './notice.ts'
import { ropaCommand } from './ropa.ts'
import { openSheetCommand, sheetKeyCommand } from './sheet.ts'
import { startCommand } from './start.ts'
import { verifyLogCommand } from './verify-log.ts'
import { verifyPrescriptionCommand } from './verify-prescription.ts'

const program = new Command('troth')
  .description('Care between visits, with every promise kept in software and the proof shown.')
  .addCommand(startCommand)
  .addCommand(migrateCommand)
  .addCommand(seedCommand)
  .addCommand(createAdminCommand)
  .addCommand(createUserCommand)
  .addCommand(importCommand)
  .addCommand(backupCommand)
  .addCommand(verifyBackupCommand)
  .addCommand(restoreCommand)
  .addCommand(createKeyCommand)
  .addCommand(splitKeyCommand)
  .addCommand(restoreKeyCommand)
  .addCommand(rotateKeyCommand)
  .addCommand(verifyPrescriptionCommand)
  .addCommand(verifyLogCommand)
  .addCommand(exportTenantCommand)
  .addCommand(verifyExportCommand)
  .addCommand(closeTenantCommand)
  .addCommand(deleteTenantCommand)
  .addCommand(ropaCommand)
  .addCommand(noticeCommand)
  .addCommand(openSheetCommand)
  .addCommand(sheetKeyCommand)

await inOneSentence(() => program.parseAsync())
