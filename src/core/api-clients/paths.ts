export const apiClientsPath = () => '/staff/administration/api-clients'
export const newApiClientPath = () => '/staff/administration/api-clients/new'
export const stopApiClientPath = (clientId: string) => `/staff/administration/api-clients/${clientId}/stop`
