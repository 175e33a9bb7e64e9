// Other systems that an organisation lets in through the machine interface.
import './pages/api-clients.page.tsx'
import './pages/create-api-client.page.tsx'
import './pages/stop-api-client.page.tsx'

export { createApiClient, stopApiClient, type NewApiClient } from './commands.ts'
export { apiClientNames, listApiClients } from './queries.ts'
export { apiToken, apiTokenHash } from './token.ts'
export { API_PURPOSES, API_SCOPES, TOKEN_LIVES, type ApiClient } from './api-client.ts'
