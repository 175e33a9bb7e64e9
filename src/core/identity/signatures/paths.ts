/** Addresses of signing keys. */
export const signaturePaths = {
  own: '/staff/account/signature',
  make: '/staff/account/signature/new',
  withdrawOwn: '/staff/account/signature/withdraw',
  all: '/staff/administration/signatures',
  withdraw: (keyId: string) => `/staff/administration/signatures/${keyId}/withdraw`,
  authority: (organisation: string) => `/${organisation}/signing-authority`,
} as const
