import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who saw or did this.

seenAs('homecare.deliveries.view', 'your deliveries')
seenAs('homecare.delivery.act', 'a delivery of yours, to see to it')
doneAs('homecare.delivery.changed', 'saw to a delivery of yours')
doneAs('homecare.delivery.day-passed', 'noted that the day of a delivery of yours came or passed')
doneAs('homecare.delivery.recalled', 'asked for a delivery of yours to be stopped')
seenAs('homecare.delivery.change-address', 'where a delivery of yours goes')
doneAs('homecare.delivery.address-changed', 'sent a delivery of yours somewhere else')
seenAs('homecare.delivery.print-note', 'the note of a delivery of yours, to print it')
