// The machine interface: addresses under /fhir/R4, each with a policy, an access event and an outcome for every error.
import './metadata-route.ts'
