import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who signed their prescriptions.

seenAs('homecare.prescription.sign', 'your prescription, to sign it')
doneAs('homecare.prescriptions.signed', 'signed a prescription for you')
doneAs('homecare.prescription.verified', 'checked the signature of a prescription for you')
