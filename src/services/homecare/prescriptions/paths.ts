const of = (prescriptionId: string, section = ''): string =>
  `/staff/homecare/prescriptions/${prescriptionId}${section === '' ? '' : `/${section}`}`
const noticed = (path: string, notice?: string): string => (notice === undefined ? path : `${path}?notice=${notice}`)

/** Every address of prescriptions on the clinic's side, as a function. */
export const prescriptionPaths = {
  /** The homecare of one patient. */
  homecare: (patientId: string, notice?: string) => noticed(`/staff/patients/${patientId}/homecare`, notice),
  begin: (patientId: string) => `/staff/patients/${patientId}/homecare/prescribe`,
  prescription: (prescriptionId: string, notice?: string) => noticed(of(prescriptionId), notice),
  product: (prescriptionId: string) => of(prescriptionId, 'product'),
  dose: (prescriptionId: string) => of(prescriptionId, 'dose'),
  doseText: (prescriptionId: string) => of(prescriptionId, 'dose-text'),
  deliveries: (prescriptionId: string) => of(prescriptionId, 'deliveries'),
  quantity: (prescriptionId: string) => of(prescriptionId, 'quantity'),
  checks: (prescriptionId: string) => of(prescriptionId, 'funding-and-tests'),
  check: (prescriptionId: string, notice?: string) => noticed(of(prescriptionId, 'check-answers'), notice),
  print: (prescriptionId: string) => of(prescriptionId, 'print'),
  printToSign: (prescriptionId: string) => of(prescriptionId, 'print-to-sign'),
  renew: (prescriptionId: string) => of(prescriptionId, 'renew'),
  discard: (prescriptionId: string) => of(prescriptionId, 'discard'),
}
