import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

// What a patient reads of who saw or did this.

seenAs('homecare.hospital-medicine.enter', 'a medicine that a hospital gives you')
seenAs('homecare.hospital-medicine.write-to-gp', 'a letter to your GP about a medicine')
doneAs('homecare.hospital-medicine.entered', 'noted a medicine that a hospital gives you')
