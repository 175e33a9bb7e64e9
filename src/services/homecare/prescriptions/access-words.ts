import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who wrote, saw or changed their prescriptions and treatments.

seenAs('homecare.record.view', 'your medicines at home')
seenAs('homecare.prescription.begin', 'a page to write you a prescription')
seenAs('homecare.prescription.view', 'your prescription')
seenAs('homecare.prescription.write', 'your prescription, to write it')
seenAs('homecare.treatment.hold', 'a page to pause, restart or stop a treatment of yours')
seenAs('homecare.treatment.change-dose', 'a page to change the dose of a treatment of yours')
doneAs('homecare.prescription.begun', 'began a prescription for you')
doneAs('homecare.prescription.draft-saved', 'worked on a prescription for you')
doneAs('homecare.prescription.finished', 'finished a prescription for you, to be checked by pharmacy')
doneAs('homecare.prescription.handed-over', 'gave a prescription for you to the prescriber to finish')
doneAs('homecare.prescription.renewed', 'began to renew your prescription')
doneAs('homecare.prescription.discarded', 'put away a prescription for you that was not signed')
doneAs('homecare.treatment.paused', 'paused a treatment of yours')
doneAs('homecare.treatment.restarted', 'restarted a treatment of yours')
doneAs('homecare.treatment.stopped', 'stopped a treatment of yours')
doneAs('homecare.treatment.dose-change-begun', 'began to change the dose of a treatment of yours')
doneAs('homecare.treatment.dose-kept', 'kept the dose of a treatment of yours as it was')
doneAs('homecare.treatment.settled', 'noted that the first, higher doses of a treatment of yours are over')
seenAs('homecare.prescription.print', 'your prescription, to print it')
seenAs('homecare.prescription.print-to-sign', 'your prescription, to print it for a signature in ink')
